http --check-status --ignore-stdin \
  DELETE 'https://eu.petstore.example/v2/pets/7' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}"
