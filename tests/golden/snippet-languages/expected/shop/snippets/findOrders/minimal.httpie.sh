http --check-status --ignore-stdin \
  --auth "${SHOP_LOGIN_USERNAME:?}:${SHOP_LOGIN_PASSWORD:?}" \
  GET 'https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid' \
  "sign==${SHOP_SIGN:?}" \
  Accept:text/csv
