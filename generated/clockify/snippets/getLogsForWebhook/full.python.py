import os

import requests

response = requests.post(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/webhooks/5b715448b0798751107918ab/logs?page=1&size=50",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={
        "from": "2023-02-01T13:00:46Z",
        "sortByNewest": True,
        "status": "ALL",
        "to": "2023-02-05T13:00:46Z",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
