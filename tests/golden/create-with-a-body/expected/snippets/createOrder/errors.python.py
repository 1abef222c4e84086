import os

import requests

response = requests.post(
    "https://orders.example.com/orders",
    headers={
        "Authorization": f"Bearer {os.environ['ORDERS_TOKEN']}",
        "Accept": "application/json",
    },
    json={
        "lines": [
            {
                "article": "A-100",
                "amount": 1,
            },
        ],
    },
    timeout=30,
)
if response.status_code == 400:
    # 400 Bad Request
    print(response.status_code, response.text)
else:
    response.raise_for_status()
    print(response.json())
