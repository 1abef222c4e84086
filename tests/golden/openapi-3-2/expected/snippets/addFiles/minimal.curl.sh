curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://api.example.com/files' \
  --header "Authorization: Bearer $ARCHIVE_DEVICE_TOKEN" \
  --header 'Content-Type: multipart/mixed; boundary=32a93783f7fe415c' \
  --data-raw $'--32a93783f7fe415c\r\nContent-Type: application/vnd.file+json\r\n\r\n{"name":"name"}\r\n--32a93783f7fe415c--\r\n'
