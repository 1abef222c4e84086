http --check-status --ignore-stdin \
  GET 'https://eu.petstore.example/v2/settings' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/json
