curl --fail-with-body --silent --show-error \
  --output - \
  --request GET \
  --url 'https://images.petstore.example/pets/7/photo' \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN" \
  --header 'Accept: application/octet-stream'
