import os

import requests

response = requests.get(
    "https://eu.petstore.example/v2/pets/7",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
    },
    timeout=30,
)
if response.status_code == 404:
    # 404 Not Found
    print(response.status_code, response.text)
else:
    response.raise_for_status()
    print(response.json())
