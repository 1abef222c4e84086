http --check-status --ignore-stdin \
  POST 'https://eu.petstore.example/v2/pets' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/json \
  kind=cat \
  'name=Zoë' \
  lives:=9
