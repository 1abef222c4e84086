import os

import requests

response = requests.get(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/clients/44a687e29ae1f428e7ebe305",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
