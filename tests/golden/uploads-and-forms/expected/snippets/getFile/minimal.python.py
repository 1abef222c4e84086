import sys

import requests

response = requests.get(
    "https://files.example.com/files/a.png",
    headers={
        "Accept": "application/octet-stream",
    },
    timeout=30,
)
response.raise_for_status()
sys.stdout.buffer.write(response.content)
