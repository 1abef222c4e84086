curl --fail-with-body --silent --show-error \
  --no-buffer \
  --request GET \
  --url 'https://eu.petstore.example/v2/orders/export' \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN" \
  --header 'Accept: application/x-ndjson'
