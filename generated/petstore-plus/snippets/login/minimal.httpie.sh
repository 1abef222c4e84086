http --check-status --ignore-stdin --form \
  --auth "${PETSTORE_PLUS_USERNAME:?}:${PETSTORE_PLUS_PASSWORD:?}" \
  POST 'https://eu.petstore.example/v2/login' \
  Accept:text/plain \
  Content-Type:application/x-www-form-urlencoded \
  grant_type=client_credentials
