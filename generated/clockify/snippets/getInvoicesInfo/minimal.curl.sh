curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices/info' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "page": 1,
    "pageSize": 50
  }'
