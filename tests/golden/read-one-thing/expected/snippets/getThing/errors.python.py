import os

import requests

response = requests.get(
    "https://things.example.com/v1/things/t1",
    headers={
        "X-Api-Key": os.environ["THINGS_API_KEY"],
        "Accept": "application/json",
    },
    timeout=30,
)
if response.status_code == 404:
    # 404 Not Found
    print(response.status_code, response.text)
else:
    response.raise_for_status()
    print(response.json())
