wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=GET \
  --header='Accept: text/plain' \
  'https://eu.petstore.example/v2/health'
