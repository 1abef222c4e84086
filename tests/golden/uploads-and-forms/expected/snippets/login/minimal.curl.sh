curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://files.example.com/login' \
  --header 'Content-Type: application/x-www-form-urlencoded' \
  --data-urlencode 'user=ann & bob'
