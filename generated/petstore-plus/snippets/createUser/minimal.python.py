import os

import requests

response = requests.post(
    "https://eu.petstore.example/v2/users",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
    },
    json={
        "email": "ann@example.org",
        "password": "correct horse",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
