curl --fail-with-body --silent --show-error \
  --no-buffer \
  --request QUERY \
  --url 'https://api.example.com/files' \
  --header "Authorization: Bearer $ARCHIVE_DEVICE_TOKEN" \
  --header 'Accept: application/jsonl' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "text": "text"
  }'
