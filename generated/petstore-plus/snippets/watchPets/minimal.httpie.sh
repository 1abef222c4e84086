http --check-status --ignore-stdin --stream \
  GET 'https://eu.petstore.example/v2/pets/events' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  Accept:text/event-stream
