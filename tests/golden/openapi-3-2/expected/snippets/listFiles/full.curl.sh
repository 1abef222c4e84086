curl --fail-with-body --silent --show-error \
  --no-buffer \
  --request GET \
  --url 'https://api.example.com/files?kind=pdf&kind=txt&text=a%20%2B%20b' \
  --header "Authorization: Bearer $ARCHIVE_DEVICE_TOKEN" \
  --header 'Accept: text/event-stream'
