import os

import requests

position = 1
while True:
    response = requests.get(
        "https://eu.petstore.example/v2/visits",
        params={"page": position},
        headers={
            "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
            "Accept": "application/json",
        },
        timeout=30,
    )
    response.raise_for_status()
    items = response.json()
    for item in items:
        print(item)
    if not items:
        break
    position += 1
