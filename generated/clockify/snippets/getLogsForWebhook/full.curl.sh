curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/webhooks/5b715448b0798751107918ab/logs?page=1&size=50' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "from": "2023-02-01T13:00:46Z",
    "sortByNewest": true,
    "status": "ALL",
    "to": "2023-02-05T13:00:46Z"
  }'
