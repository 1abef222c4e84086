wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=PATCH \
  --header="Authorization: Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  --header='Accept: application/json' \
  --header='Content-Type: application/json' \
  --body-data='{
    "name": "Max",
    "owner": null,
    "code": 12
  }' \
  'https://eu.petstore.example/v2/pets/7'
