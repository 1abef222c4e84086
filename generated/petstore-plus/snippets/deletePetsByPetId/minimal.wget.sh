wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=DELETE \
  --header="Authorization: Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  'https://eu.petstore.example/v2/pets/7'
