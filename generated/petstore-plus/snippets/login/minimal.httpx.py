import os

import httpx2

response = httpx2.post(
    "https://eu.petstore.example/v2/login",
    auth=(os.environ["PETSTORE_PLUS_USERNAME"], os.environ["PETSTORE_PLUS_PASSWORD"]),
    headers={
        "Accept": "text/plain",
    },
    data={
        "grant_type": "client_credentials",
    },
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.text)
