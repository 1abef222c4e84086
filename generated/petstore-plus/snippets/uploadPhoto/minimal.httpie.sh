# PETSTORE_PLUS_FILE: path of the file to send (body)
http --check-status --ignore-stdin \
  PUT 'https://eu.petstore.example/v2/pets/7/photo' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Content-Type:application/octet-stream \
  "@${PETSTORE_PLUS_FILE:?}"
