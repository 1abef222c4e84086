import os

import requests

response = requests.get(
    "https://eu.petstore.example/v2/orders/export",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/x-ndjson",
    },
    stream=True,
    timeout=30,
)
response.raise_for_status()
for line in response.iter_lines():
    print(line.decode())
