import os
from pathlib import Path

import requests

# PETSTORE_PLUS_FILE: path of the file to send (body)
petstore_plus_file = Path(os.environ["PETSTORE_PLUS_FILE"])

response = requests.put(
    "https://eu.petstore.example/v2/pets/7/photo",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Content-Type": "image/png",
    },
    data=petstore_plus_file.read_bytes(),
    timeout=30,
)
response.raise_for_status()
print(response.status_code)
