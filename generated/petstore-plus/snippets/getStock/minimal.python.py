import os

import requests

response = requests.get(
    "https://eu.petstore.example/v2/stock",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_SHOP_TOKEN']}",
        "Accept": "application/json",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
