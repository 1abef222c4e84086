curl --fail-with-body --silent --show-error \
  --request DELETE \
  --url 'https://eu.petstore.example/v2/pets/7' \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN"
