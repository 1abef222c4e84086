import os

import requests

response = requests.post(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/projects/5b641568b07987035750505e/memberships",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={
        "remove": False,
        "userGroups": {
            "contains": "CONTAINS",
            "ids": ["5b715612b079875110791111", "5b715612b079875110791222"],
            "status": "ALL",
        },
        "userIds": ["45b687e29ae1f428e7ebe123", "67s687e29ae1f428e7ebe678"],
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
