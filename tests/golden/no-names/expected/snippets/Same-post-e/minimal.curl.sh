curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://api.example.com/e'
