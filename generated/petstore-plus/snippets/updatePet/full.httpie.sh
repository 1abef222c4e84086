http --check-status --ignore-stdin \
  PATCH 'https://eu.petstore.example/v2/pets/7' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/json \
  name=Max \
  owner:=null \
  code:=12
