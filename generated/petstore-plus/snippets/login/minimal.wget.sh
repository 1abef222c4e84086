wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=POST \
  --auth-no-challenge \
  --user="${PETSTORE_PLUS_USERNAME:?}" \
  --password="${PETSTORE_PLUS_PASSWORD:?}" \
  --header='Accept: text/plain' \
  --header='Content-Type: application/x-www-form-urlencoded' \
  --body-data='grant_type=client_credentials' \
  'https://eu.petstore.example/v2/login'
