curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://eu.petstore.example/v2/visits?page=2' \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN" \
  --header 'Accept: application/json'
