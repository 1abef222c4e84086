# SHOP_FILE: path of the file to send (photo)
curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://shop.example.com/v1/orders/a%2Fb/photos' \
  --header "X-Api-Key: $SHOP_KEY" \
  --form-string 'title=It'\''s a "photo"' \
  --form "photo=@\"${SHOP_FILE:?}\";type=image/png"
