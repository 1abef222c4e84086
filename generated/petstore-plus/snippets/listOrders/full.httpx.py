import os

import httpx2

response = httpx2.get(
    "https://eu.petstore.example/v2/orders?cursor=b2xk&limit=10",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
    },
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.json())
