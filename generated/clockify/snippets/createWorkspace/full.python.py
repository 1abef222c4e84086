import os

import requests

response = requests.post(
    "https://api.clockify.me/api/v1/workspaces",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={
        "name": "Cool Company",
        "organizationId": "67d471fb56aa9668b7bfa295",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
