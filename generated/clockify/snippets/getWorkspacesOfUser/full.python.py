import os

import requests

response = requests.get(
    "https://api.clockify.me/api/v1/workspaces?roles=WORKSPACE_ADMIN&roles=OWNER",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
