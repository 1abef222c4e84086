# PETSTORE_PLUS_FILE: path of the file to send (body)
curl --fail-with-body --silent --show-error \
  --request PUT \
  --url 'https://eu.petstore.example/v2/pets/7/photo' \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN" \
  --header 'Content-Type: image/png' \
  --data-binary "@${PETSTORE_PLUS_FILE:?}"
