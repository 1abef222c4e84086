curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://orders.example.com/orders' \
  --header "Authorization: Bearer $ORDERS_TOKEN" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "lines": [
      {
        "article": "A-100",
        "amount": 1
      }
    ]
  }'
