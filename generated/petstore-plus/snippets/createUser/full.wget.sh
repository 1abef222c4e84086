wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=POST \
  --header="Authorization: Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  --header='Accept: application/json' \
  --header='Content-Type: application/json' \
  --body-data='{
    "email": "ann@example.org",
    "password": "correct horse",
    "homepage": "https://ann.example.org/",
    "avatar": "aGVsbG8="
  }' \
  'https://eu.petstore.example/v2/users'
