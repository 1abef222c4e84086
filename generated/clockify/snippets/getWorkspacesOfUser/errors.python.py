import os

import requests

response = requests.get(
    "https://api.clockify.me/api/v1/workspaces",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    timeout=30,
)
if response.status_code == 401:
    # 401 Unauthorized
    print(response.status_code, response.text)
else:
    response.raise_for_status()
    print(response.json())
