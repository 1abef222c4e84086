import os

import requests

response = requests.patch(
    "https://eu.petstore.example/v2/pets/7",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
        "Content-Type": "application/json-patch+json",
    },
    json=[
        {
            "op": "replace",
            "path": "/name",
        },
    ],
    timeout=30,
)
response.raise_for_status()
print(response.json())
