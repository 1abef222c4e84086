http --check-status --ignore-stdin \
  --raw '[
    {
      "op": "replace",
      "path": "/name"
    }
  ]' \
  PATCH 'https://eu.petstore.example/v2/pets/7' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:application/json \
  Content-Type:application/json-patch+json
