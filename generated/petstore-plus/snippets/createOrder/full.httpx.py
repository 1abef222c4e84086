import os
from urllib.parse import quote

import httpx2

response = httpx2.post(
    f"https://eu.petstore.example/v2/orders?api_key={quote(os.environ['PETSTORE_PLUS_KEY'], safe='')}",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
        "Idempotency-Key": "order-7",
    },
    json={
        "class": "first",
        "from": "2024-05-06T07:08:09Z",
        "price": "19.90",
        "weight": 2.5,
        "status": "in progress",
        "fooBar": "foo-bar",
        "foo_bar": 1,
        "petIds": [7, 8],
        "anything": {},
    },
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.json())
