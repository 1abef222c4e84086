import os

import requests

response = requests.get(
    "https://api.example.com/files?kind=pdf&kind=txt&text=a%20%2B%20b",
    headers={
        "Authorization": f"Bearer {os.environ['ARCHIVE_DEVICE_TOKEN']}",
        "Accept": "text/event-stream",
    },
    stream=True,
    timeout=30,
)
response.raise_for_status()
for line in response.iter_lines():
    print(line.decode())
