http --check-status --ignore-stdin \
  --raw '{}' \
  PUT 'https://eu.petstore.example/v2/settings' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}"
