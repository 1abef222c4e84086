curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://eu.petstore.example/v2/orders' \
  --url-query "api_key=$PETSTORE_PLUS_KEY" \
  --header "Authorization: Bearer $PETSTORE_PLUS_TOKEN" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --header 'Idempotency-Key: order-7' \
  --data-raw '{
    "class": "first",
    "from": "2024-05-06T07:08:09Z",
    "price": "19.90",
    "weight": 2.5,
    "status": "in progress",
    "fooBar": "foo-bar",
    "foo_bar": 1,
    "petIds": [
      7,
      8
    ],
    "anything": {}
  }'
