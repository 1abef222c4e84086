wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --method=POST \
  --header="X-Api-Key: ${SHOP_KEY:?}" \
  --header='Accept: application/json' \
  --header='Content-Type: application/json' \
  --body-data='{
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
  'https://shop.example.com/v1/orders'
