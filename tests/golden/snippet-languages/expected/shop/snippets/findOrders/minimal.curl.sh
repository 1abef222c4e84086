curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid' \
  --url-query "sign=$SHOP_SIGN" \
  --user "$SHOP_LOGIN_USERNAME:$SHOP_LOGIN_PASSWORD" \
  --header 'Accept: text/csv'
