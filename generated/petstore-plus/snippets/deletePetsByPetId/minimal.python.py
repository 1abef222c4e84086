import os

import requests

response = requests.delete(
    "https://eu.petstore.example/v2/pets/7",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
    },
    timeout=30,
)
response.raise_for_status()
print(response.status_code)
