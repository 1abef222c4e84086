import os

import httpx2

response = httpx2.patch(
    "https://eu.petstore.example/v2/pets/7",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
    },
    json={},
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.json())
