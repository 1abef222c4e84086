http --check-status --ignore-stdin \
  GET 'https://eu.petstore.example/v2/orders?cursor=b2xk&limit=10' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/json
