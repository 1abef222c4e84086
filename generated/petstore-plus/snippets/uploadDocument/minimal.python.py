import os
from pathlib import Path

import requests

# PETSTORE_PLUS_FILE: path of the file to send (file)
petstore_plus_file = Path(os.environ["PETSTORE_PLUS_FILE"])

response = requests.post(
    "https://eu.petstore.example/v2/pets/7/documents",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "text/plain",
    },
    files=[
        ("file", (petstore_plus_file.name, petstore_plus_file.read_bytes())),
        ("meta", (None, '{"title":"Passport"}', "application/json")),
    ],
    timeout=30,
)
response.raise_for_status()
print(response.text)
