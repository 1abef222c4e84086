curl --fail-with-body --silent --show-error \
  --request COPY \
  --url 'https://api.example.com/files/a:b' \
  --header "Authorization: Bearer $ARCHIVE_DEVICE_TOKEN" \
  --header 'Cookie: session=a+b=='
