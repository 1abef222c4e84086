http --check-status --ignore-stdin \
  --raw '{
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
  }' \
  POST 'https://shop.example.com/v1/orders' \
  "X-Api-Key:${SHOP_KEY:?}" \
  Accept:application/json
