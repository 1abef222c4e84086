curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://eu.petstore.example/v2/login' \
  --user "$PETSTORE_PLUS_USERNAME:$PETSTORE_PLUS_PASSWORD" \
  --header 'Accept: text/plain' \
  --header 'Content-Type: application/x-www-form-urlencoded' \
  --data-urlencode 'grant_type=client_credentials'
