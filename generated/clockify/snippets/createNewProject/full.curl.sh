curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/projects' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "billable": true,
    "clientId": "9t641568b07987035750704",
    "color": "#000000",
    "estimate": {
      "estimate": "PT1H30M",
      "type": "MANUAL"
    },
    "hourlyRate": {
      "amount": 20000,
      "since": "2020-01-01T00:00:00Z"
    },
    "isPublic": false,
    "name": "Software Development",
    "note": "This is a sample note for the project.",
    "tasks": [
      {
        "estimate": "PT1H30M",
        "name": "Bugfixing"
      }
    ]
  }'
