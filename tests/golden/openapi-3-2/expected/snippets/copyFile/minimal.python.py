import os

import requests

response = requests.request(
    "COPY",
    "https://api.example.com/files/a:b",
    headers={
        "Authorization": f"Bearer {os.environ['ARCHIVE_DEVICE_TOKEN']}",
        "Cookie": "session=a+b==",
    },
    timeout=30,
)
response.raise_for_status()
print(response.status_code)
