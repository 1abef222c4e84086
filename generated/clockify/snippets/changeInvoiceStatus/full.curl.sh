curl --fail-with-body --silent --show-error \
  --request PATCH \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices/78a687e29ae1f428e7ebe303/status' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "invoiceStatus": "PAID"
  }'
