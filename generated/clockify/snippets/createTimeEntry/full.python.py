import os

import requests

response = requests.post(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/time-entries",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={
        "billable": True,
        "description": "This is a sample time entry description.",
        "end": "2020-01-01T08:00:00Z",
        "projectId": "25b687e29ae1f428e7ebe123",
        "start": "2020-01-01T00:00:00Z",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
