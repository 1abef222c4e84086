wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=GET \
  --header="Authorization: Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  --header='Accept: application/octet-stream' \
  'https://images.petstore.example/pets/7/photo'
