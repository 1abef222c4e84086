import os

import httpx2

response = httpx2.post(
    "https://eu.petstore.example/v2/users",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/json",
    },
    json={
        "email": "ann@example.org",
        "password": "correct horse",
    },
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.json())
