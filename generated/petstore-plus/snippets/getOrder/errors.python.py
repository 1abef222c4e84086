import os

import requests

response = requests.get(
    "https://eu.petstore.example/v2/orders/0b2f4d6e-8a1c-4e3f-9b5d-7c6a5f4e3d2c",
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
