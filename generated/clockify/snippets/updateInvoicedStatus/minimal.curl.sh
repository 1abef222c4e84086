curl --fail-with-body --silent --show-error \
  --request PATCH \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/time-entries/invoiced' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "invoiced": true,
    "timeEntryIds": [
      "54m377ddd3fcab07cfbb432w",
      "25b687e29ae1f428e7ebe123"
    ]
  }'
