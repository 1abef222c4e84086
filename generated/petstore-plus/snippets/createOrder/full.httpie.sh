http --check-status --ignore-stdin \
  POST 'https://eu.petstore.example/v2/orders' \
  "api_key==${PETSTORE_PLUS_KEY:?}" \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/json \
  Idempotency-Key:order-7 \
  class=first \
  from=2024-05-06T07:08:09Z \
  price=19.90 \
  weight:=2.5 \
  'status=in progress' \
  fooBar=foo-bar \
  foo_bar:=1 \
  'petIds:=[7, 8]' \
  'anything:={}'
