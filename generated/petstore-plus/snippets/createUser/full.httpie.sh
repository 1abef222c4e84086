http --check-status --ignore-stdin \
  POST 'https://eu.petstore.example/v2/users' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/json \
  'email=ann@example.org' \
  'password=correct horse' \
  homepage=https://ann.example.org/ \
  avatar=aGVsbG8=
