import os

import requests

response = requests.post(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices/78a687e29ae1f428e7ebe303/payments",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={
        "amount": 100,
        "note": "This is a sample note for this invoice payment.",
        "paymentDate": "2021-01-01T12:00:00Z",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
