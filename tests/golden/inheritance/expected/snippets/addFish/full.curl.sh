curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://aquarium.example.com/fish' \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "kind": "Salmon",
    "near": [],
    "tank": {
      "water": "sweet"
    },
    "wild": true
  }'
