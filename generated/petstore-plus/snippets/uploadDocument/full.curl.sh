# PETSTORE_PLUS_FILE: path of the file to send (file)
curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://eu.petstore.example/v2/pets/7/documents' \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN" \
  --header 'Accept: text/plain' \
  --form "file=@\"${PETSTORE_PLUS_FILE:?}\"" \
  --form 'meta={"title":"Passport"};type=application/json' \
  --form-string 'labels=official' \
  --form-string 'labels=scan'
