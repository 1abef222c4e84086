import os

import httpx2

response = httpx2.get(
    "https://eu.petstore.example/v2/orders/0b2f4d6e-8a1c-4e3f-9b5d-7c6a5f4e3d2c",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
    },
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.json())
