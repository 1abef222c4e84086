import os
from pathlib import Path

import httpx2

# PETSTORE_PLUS_FILE: path of the file to send (file)
petstore_plus_file = Path(os.environ["PETSTORE_PLUS_FILE"])

response = httpx2.post(
    "https://eu.petstore.example/v2/pets/7/documents",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "text/plain",
    },
    files=[
        ("file", (petstore_plus_file.name, petstore_plus_file.read_bytes())),
        ("meta", (None, '{"title":"Passport"}', "application/json")),
        ("labels", (None, "official")),
        ("labels", (None, "scan")),
    ],
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.text)
