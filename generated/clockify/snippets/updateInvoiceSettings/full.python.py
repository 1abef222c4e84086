import os

import requests

response = requests.put(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices/settings",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
    },
    json={
        "defaults": {
            "companyId": "34a687e29ae1f428e7ebe101",
            "dueDays": 2,
            "itemTypeId": "78a687e29ae1f428e7ebe303",
            "notes": "This is a sample note for this invoice.",
            "subject": "January salary",
            "tax2Percent": 5,
            "taxPercent": 5,
            "taxType": "SIMPLE",
        },
        "exportFields": {
            "itemType": True,
            "quantity": True,
            "rtl": False,
            "tax": True,
            "tax2": False,
            "unitPrice": True,
        },
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
response.raise_for_status()
print(response.status_code)
