wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=POST \
  --header="Authorization: Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  --header='Accept: application/json' \
  --header='Content-Type: application/json' \
  --header='X-Trace-Id: 6a1f0c3e' \
  --body-data='{
    "kind": "cat",
    "name": "Zoë",
    "lives": 9
  }' \
  'https://eu.petstore.example/v2/pets?callbackUrl=https%3A%2F%2Fme.example'
