import os

import requests

response = requests.put(
    "https://eu.petstore.example/v2/settings",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
    },
    json={
        "labels": {
            "en": "Dog",
            "de": "Hund",
        },
        "limits": {
            "pets": 5,
        },
        "extra": {
            "name": {},
        },
    },
    timeout=30,
)
response.raise_for_status()
print(response.status_code)
