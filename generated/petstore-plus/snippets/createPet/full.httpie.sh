http --check-status --ignore-stdin \
  POST 'https://eu.petstore.example/v2/pets?callbackUrl=https%3A%2F%2Fme.example' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/json \
  X-Trace-Id:6a1f0c3e \
  kind=cat \
  'name=Zoë' \
  lives:=9
