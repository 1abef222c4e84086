http --check-status --ignore-stdin \
  GET 'https://eu.petstore.example/v2/stock' \
  "Authorization:Bearer ${PETSTORE_PLUS_SHOP_TOKEN:?}" \
  Accept:application/json
