import os

import httpx2

response = httpx2.post(
    "https://eu.petstore.example/v2/pets?callbackUrl=https%3A%2F%2Fme.example",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
        "X-Trace-Id": "6a1f0c3e",
    },
    json={
        "kind": "cat",
        "name": "Zoë",
        "lives": 9,
    },
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.json())
