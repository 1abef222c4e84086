import os
import sys

import httpx2

response = httpx2.get(
    "https://images.petstore.example/pets/7/photo",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/octet-stream",
    },
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
sys.stdout.buffer.write(response.content)
