import os

import requests

response = requests.patch(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/user/5a0ab5acb07987125438b60f/time-entries",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    json={
        "end": "2021-01-01T00:00:00Z",
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
elif response.status_code == 404:
    # 404 Not Found
    print(response.status_code, response.text)
else:
    response.raise_for_status()
    print(response.json())
