import os

import httpx2

response = httpx2.put(
    "https://eu.petstore.example/v2/settings",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
    },
    json={},
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.status_code)
