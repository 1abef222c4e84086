import os

import requests

position = 1
while True:
    response = requests.get(
        "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/time-entries/status/in-progress",
        params={"page": position},
        headers={
            "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
            "Accept": "application/json",
        },
        timeout=30,
    )
    response.raise_for_status()
    items = response.json()
    for item in items:
        print(item)
    if not items:
        break
    position += 1
