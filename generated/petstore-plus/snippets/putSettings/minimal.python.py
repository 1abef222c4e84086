import os

import requests

response = requests.put(
    "https://eu.petstore.example/v2/settings",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
    },
    json={},
    timeout=30,
)
response.raise_for_status()
print(response.status_code)
