http --check-status --ignore-stdin \
  GET 'https://eu.petstore.example/v2/visits?page=2' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/json
