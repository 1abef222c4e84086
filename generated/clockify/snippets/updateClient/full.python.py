import os

import requests

response = requests.put(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/clients/44a687e29ae1f428e7ebe305?archive-projects=false&mark-tasks-as-done=false",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={
        "address": "Ground Floor, ABC Bldg., Palo Alto, California, USA 94020",
        "archived": False,
        "ccEmails": ["clientx@example.com"],
        "currencyId": "53a687e29ae1f428e7ebe888",
        "email": "clientx@example.com",
        "name": "Client X",
        "note": "This is a sample note for the client.",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
