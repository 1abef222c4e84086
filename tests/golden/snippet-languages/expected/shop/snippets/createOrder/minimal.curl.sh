curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://shop.example.com/v1/orders' \
  --header "X-Api-Key: $SHOP_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "note": "it'\''s \"so\" $(id) `id` ${HOME} #{x} {{x}} \\n %s */ <!--\nZoë 犬 🐾 \u202e",
    "$ref key": [
      1,
      2.5,
      true,
      null,
      12345678901234567890
    ],
    "nested": {
      "empty": {},
      "list": [
        {
          "quantity": 2
        }
      ],
      "": ""
    }
  }'
