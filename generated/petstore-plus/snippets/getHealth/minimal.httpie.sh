http --check-status --ignore-stdin \
  GET 'https://eu.petstore.example/v2/health' \
  Accept:text/plain
