# SHOP_FILE: path of the file to send (photo)
http --check-status --ignore-stdin --multipart \
  POST 'https://shop.example.com/v1/orders/a%2Fb/photos' \
  "X-Api-Key:${SHOP_KEY:?}" \
  'title=It'\''s a "photo"' \
  "photo@${SHOP_FILE:?};type=image/png"
