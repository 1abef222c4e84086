curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://api.example.com/a/b-c/d' \
  --header 'Accept: application/json'
