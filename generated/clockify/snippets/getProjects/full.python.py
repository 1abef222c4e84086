import os

import requests

response = requests.get(
    "https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/projects?name=Software%20Development&strict-name-search=false&archived=false&billable=true&clients=5a0ab5acb07987125438b60f&clients=64c777ddd3fcab07cfbb210c&contains-client=true&client-status=ACTIVE&users=5a0ab5acb07987125438b60f&users=64c777ddd3fcab07cfbb210c&contains-user=true&user-status=ALL&is-template=false&sort-column=NAME&sort-order=ASCENDING&hydrated=false&page=1&page-size=50&access=PUBLIC&expense-limit=10&expense-date=2024-12-31&userGroups=5a0ab5acb07987125438b60f&userGroups=64c777ddd3fcab07cfbb210c&contains-group=true",
    headers={
        "X-Api-Key": os.environ["CLOCKIFY_API_KEY"],
        "Accept": "application/json",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
