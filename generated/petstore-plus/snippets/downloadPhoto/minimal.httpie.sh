http --check-status --ignore-stdin \
  GET 'https://images.petstore.example/pets/7/photo' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/octet-stream
