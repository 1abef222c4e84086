curl --fail-with-body --silent --show-error \
  --request PUT \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/hourly-rate' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "amount": 2000,
    "currency": "USD"
  }'
