curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://shapes.example.com/shapes' \
  --header 'Accept: application/json'
