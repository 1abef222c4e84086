curl --fail-with-body --silent --show-error \
  --request PUT \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/time-entries/64c777ddd3fcab07cfbb210c' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "start": "2020-01-01T00:00:00Z"
  }'
