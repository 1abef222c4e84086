import os

import requests

response = requests.post(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices/info",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={
        "greaterThanAmount": 500,
        "issueDate": {
            "issue-date-end": "2020-01-31",
            "issue-date-start": "2020-01-01",
        },
        "page": 1,
        "pageSize": 50,
        "sortColumn": "ISSUE_DATE",
        "sortOrder": "DESCENDING",
        "statuses": ["SENT", "PARTIALLY_PAID"],
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
