http --check-status --ignore-stdin \
  GET 'https://eu.petstore.example/v2/orders/0b2f4d6e-8a1c-4e3f-9b5d-7c6a5f4e3d2c' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/json
