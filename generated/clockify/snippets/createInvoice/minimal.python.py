import os

import requests

response = requests.post(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={
        "clientId": "98h687e29ae1f428e7ebe707",
        "currency": "USD",
        "dueDate": "2020-06-01T08:00:00Z",
        "issuedDate": "2020-01-01T08:00:00Z",
        "number": "202306121129",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
