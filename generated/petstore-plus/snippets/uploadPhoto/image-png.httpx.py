import os
from pathlib import Path

import httpx2

# PETSTORE_PLUS_FILE: path of the file to send (body)
petstore_plus_file = Path(os.environ["PETSTORE_PLUS_FILE"])

response = httpx2.put(
    "https://eu.petstore.example/v2/pets/7/photo",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Content-Type": "image/png",
    },
    content=petstore_plus_file.read_bytes(),
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.status_code)
