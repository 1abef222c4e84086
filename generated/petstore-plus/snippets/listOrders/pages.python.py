import os

import requests

cursor = None
while True:
    response = requests.get(
        "https://eu.petstore.example/v2/orders",
        params={"cursor": cursor},
        headers={
            "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
            "Accept": "application/json",
        },
        timeout=30,
    )
    response.raise_for_status()
    page = response.json()
    items = page["orders"]
    for item in items:
        print(item)
    cursor = (page.get("meta") or {}).get("nextCursor")
    if not cursor:
        break
