import os

import requests

response = requests.put(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices/settings",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
    },
    json={
        "labels": {
            "amount": "AMOUNT",
            "billFrom": "BILL FROM",
            "billTo": "BILL TO",
            "description": "DESCRIPTION",
            "discount": "DISCOUNT",
            "dueDate": "DUE DATE",
            "issueDate": "ISSUE DATE",
            "itemType": "ITEM TYPE",
            "notes": "NOTES",
            "paid": "PAID",
            "quantity": "QUANTITY",
            "subtotal": "SUBTOTAL",
            "tax": "TAX",
            "tax2": "TAX2",
            "total": "AMOUNT",
            "totalAmountDue": "TOTAL AMOUNT DUE",
            "unitPrice": "UNIT PRICE",
        },
    },
    timeout=30,
)
if response.status_code == 400:
    # 400 Bad Request
    print(response.status_code, response.text)
elif response.status_code == 401:
    # 401 Unauthorized
    print(response.status_code, response.text)
elif response.status_code == 403:
    # 403 Forbidden
    print(response.status_code, response.text)
else:
    response.raise_for_status()
    print(response.status_code)
