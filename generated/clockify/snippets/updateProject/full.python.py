import os

import requests

response = requests.put(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/projects/5b641568b07987035750505e",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={
        "archived": False,
        "billable": True,
        "clientId": "9t641568b07987035750704",
        "color": "#000000",
        "costRate": {
            "amount": 20000,
            "since": "2020-01-01T00:00:00Z",
        },
        "hourlyRate": {
            "amount": 20000,
            "since": "2020-01-01T00:00:00Z",
        },
        "isPublic": False,
        "name": "Software Development",
        "note": "This is a sample note for the project.",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
