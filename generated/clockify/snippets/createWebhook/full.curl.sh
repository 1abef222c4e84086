curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/webhooks' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "name": "stripe",
    "triggerSource": [
      "54a687e29ae1f428e7ebe909",
      "87p187e29ae1f428e7ebej56"
    ],
    "triggerSourceType": "PROJECT_ID",
    "url": "https://example-clockify.com/stripeEndpoint",
    "webhookEvent": "NEW_PROJECT"
  }'
