wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=GET \
  --header="Authorization: Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  --header='Accept: application/json' \
  'https://eu.petstore.example/v2/visits?page=2'
