import os

import requests

response = requests.post(
    "https://eu.petstore.example/v2/pets",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
    },
    json={
        "kind": "cat",
        "name": "Zoë",
        "lives": 9,
    },
    timeout=30,
)
if 400 <= response.status_code <= 499:
    # 4XX
    print(response.status_code, response.text)
else:
    response.raise_for_status()
    print(response.json())
