wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=PUT \
  --header="Authorization: Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  --header='Content-Type: application/json' \
  --body-data='{
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
  'https://eu.petstore.example/v2/settings'
