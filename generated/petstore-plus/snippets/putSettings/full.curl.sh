curl --fail-with-body --silent --show-error \
  --request PUT \
  --url 'https://eu.petstore.example/v2/settings' \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN" \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "labels": {
      "en": "Dog",
      "de": "Hund"
    },
    "limits": {
      "pets": 5
    },
    "extra": {
      "name": {}
    }
  }'
