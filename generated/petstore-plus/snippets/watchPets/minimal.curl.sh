curl --fail-with-body --silent --show-error \
  --no-buffer \
  --request GET \
  --url 'https://eu.petstore.example/v2/pets/events' \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN" \
  --header 'Accept: text/event-stream'
