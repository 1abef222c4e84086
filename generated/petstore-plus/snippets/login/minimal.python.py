import os

import requests

response = requests.post(
    "https://eu.petstore.example/v2/login",
    auth=(
        os.environ["PETSTORE_PLUS_USERNAME"].encode(),
        os.environ["PETSTORE_PLUS_PASSWORD"].encode(),
    ),
    headers={
        "Accept": "text/plain",
    },
    data=[
        ("grant_type", "client_credentials"),
    ],
    timeout=30,
)
response.raise_for_status()
print(response.text)
