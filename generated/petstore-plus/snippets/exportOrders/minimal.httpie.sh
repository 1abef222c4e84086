http --check-status --ignore-stdin --stream \
  GET 'https://eu.petstore.example/v2/orders/export' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/x-ndjson
