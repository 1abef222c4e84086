curl --fail-with-body --silent --show-error \
  --request PATCH \
  --url 'https://eu.petstore.example/v2/pets/7' \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json-patch+json' \
  --data-raw '[
    {
      "op": "replace",
      "path": "/name"
    }
  ]'
