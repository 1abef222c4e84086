import os

import requests

response = requests.post(
    "https://api.clockify.me/api/v1/workspaces",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={},
    timeout=30,
)
response.raise_for_status()
print(response.json())
