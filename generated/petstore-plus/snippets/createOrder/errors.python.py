import os
from urllib.parse import quote

import requests

response = requests.post(
    f"https://eu.petstore.example/v2/orders?api_key={quote(os.environ['PETSTORE_PLUS_KEY'], safe='')}",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
    },
    json={
        "class": "first",
        "from": "2024-05-06T07:08:09Z",
        "price": "19.90",
    },
    timeout=30,
)
if response.status_code == 409:
    # 409 Conflict
    print(response.status_code, response.text)
else:
    response.raise_for_status()
    print(response.json())
