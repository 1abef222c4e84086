import os

import requests

response = requests.patch(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/projects/5b641568b07987035750505e/estimate",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={
        "budgetEstimate": {
            "active": True,
            "estimate": 10000,
            "includeExpenses": True,
            "resetOption": "WEEKLY",
            "type": "AUTO",
        },
        "estimateReset": {
            "active": True,
            "dayOfMonth": 20,
            "dayOfWeek": "MONDAY",
            "hour": 15,
            "interval": "WEEKLY",
            "isActive": True,
            "month": "FEBRUARY",
        },
        "timeEstimate": {
            "active": True,
            "estimate": "PT1H30M",
            "includeNonBillable": True,
            "resetOption": "WEEKLY",
            "type": "AUTO",
        },
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
