wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=GET \
  --header="Authorization: Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  --header='Accept: text/event-stream' \
  'https://eu.petstore.example/v2/pets/events'
