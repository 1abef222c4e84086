curl --fail-with-body --silent --show-error \
  --no-buffer \
  --request GET \
  --url 'https://api.example.com/files' \
  --header "Authorization: Bearer $ARCHIVE_DEVICE_TOKEN" \
  --header 'Accept: text/event-stream'
