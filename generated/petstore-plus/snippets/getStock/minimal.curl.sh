curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://eu.petstore.example/v2/stock' \
  --header "Authorization: Bearer $PETSTORE_PLUS_SHOP_TOKEN" \
  --header 'Accept: application/json'
