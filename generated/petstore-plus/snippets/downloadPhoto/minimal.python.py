import os
import sys

import requests

response = requests.get(
    "https://images.petstore.example/pets/7/photo",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "application/octet-stream",
    },
    timeout=30,
)
response.raise_for_status()
sys.stdout.buffer.write(response.content)
