import os

import requests

response = requests.get(
    "https://eu.petstore.example/v2/visits?page=2",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
