curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://eu.petstore.example/v2/pets?callbackUrl=https%3A%2F%2Fme.example' \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --header 'X-Trace-Id: 6a1f0c3e' \
  --data-raw '{
    "kind": "cat",
    "name": "Zoë",
    "lives": 9
  }'
