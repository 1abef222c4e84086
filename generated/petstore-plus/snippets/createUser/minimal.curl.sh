curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://eu.petstore.example/v2/users' \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "email": "ann@example.org",
    "password": "correct horse"
  }'
