wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=POST \
  --header="Authorization: Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  --header='Accept: application/json' \
  --header='Content-Type: application/json' \
  --body-data='{
    "kind": "cat",
    "name": "Zoë",
    "lives": 9
  }' \
  'https://eu.petstore.example/v2/pets'
