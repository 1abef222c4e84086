curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://eu.petstore.example/v2/health' \
  --header 'Accept: text/plain'
