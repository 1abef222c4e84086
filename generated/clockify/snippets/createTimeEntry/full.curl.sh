curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/time-entries' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "billable": true,
    "description": "This is a sample time entry description.",
    "end": "2020-01-01T08:00:00Z",
    "projectId": "25b687e29ae1f428e7ebe123",
    "start": "2020-01-01T00:00:00Z"
  }'
