http --check-status --ignore-stdin \
  POST 'https://eu.petstore.example/v2/orders' \
  "api_key==${PETSTORE_PLUS_KEY:?}" \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/json \
  class=first \
  from=2024-05-06T07:08:09Z \
  price=19.90
