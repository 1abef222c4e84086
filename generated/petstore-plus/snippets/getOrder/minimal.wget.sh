wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=GET \
  --header="Authorization: Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  --header='Accept: application/json' \
  'https://eu.petstore.example/v2/orders/0b2f4d6e-8a1c-4e3f-9b5d-7c6a5f4e3d2c'
