curl --fail-with-body --silent --show-error \
  --request PATCH \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/projects/5b641568b07987035750505e/memberships' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "memberships": [
      {
        "costRate": {
          "amount": 20000,
          "since": "2020-01-01T00:00:00Z"
        },
        "hourlyRate": {
          "amount": 20000,
          "since": "2020-01-01T00:00:00Z"
        },
        "userId": "12t687e29ae1f428e7ebe202"
      }
    ],
    "userGroups": {
      "contains": "CONTAINS",
      "ids": [
        "5b715612b079875110791111",
        "5b715612b079875110791222"
      ],
      "status": "ALL"
    }
  }'
