http --check-status --ignore-stdin \
  --raw '{
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
  }' \
  PUT 'https://eu.petstore.example/v2/settings' \
  "Authorization:Bearer ${PETSTORE_PLUS_TOKEN:?}"
