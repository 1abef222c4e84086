curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://things.example.com/v1/things/t1' \
  --header "X-Api-Key: $THINGS_API_KEY" \
  --header 'Accept: application/json'
