curl --fail-with-body --silent --show-error \
  --request PUT \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/clients/44a687e29ae1f428e7ebe305?archive-projects=false&mark-tasks-as-done=false' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "address": "Ground Floor, ABC Bldg., Palo Alto, California, USA 94020",
    "archived": false,
    "ccEmails": [
      "clientx@example.com"
    ],
    "currencyId": "53a687e29ae1f428e7ebe888",
    "email": "clientx@example.com",
    "name": "Client X",
    "note": "This is a sample note for the client."
  }'
