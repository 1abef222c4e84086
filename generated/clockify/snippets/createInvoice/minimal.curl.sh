curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "clientId": "98h687e29ae1f428e7ebe707",
    "currency": "USD",
    "dueDate": "2020-06-01T08:00:00Z",
    "issuedDate": "2020-01-01T08:00:00Z",
    "number": "202306121129"
  }'
