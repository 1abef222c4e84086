# PETSTORE_PLUS_FILE: path of the file to send (body)
wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=PUT \
  --header="Authorization: Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  --header='Content-Type: application/octet-stream' \
  --body-file="${PETSTORE_PLUS_FILE:?}" \
  'https://eu.petstore.example/v2/pets/7/photo'
