curl --fail-with-body --silent --show-error \
  --output - \
  --request GET \
  --url 'https://files.example.com/files/a.png' \
  --header 'Accept: application/octet-stream'
