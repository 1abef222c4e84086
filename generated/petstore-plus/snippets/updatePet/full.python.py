import os

import requests

response = requests.patch(
    "https://eu.petstore.example/v2/pets/7",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
    },
    json={
        "name": "Max",
        "owner": None,
        "code": 12,
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
