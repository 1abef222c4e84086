curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://eu.petstore.example/v2/pets' \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "kind": "cat",
    "name": "Zoë",
    "lives": 9
  }'
