curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://search.example.com/search?q=red%20shoes' \
  --header 'Accept: application/json'
