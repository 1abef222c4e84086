percent_encode() {
  local LC_ALL=C rest=$1
  while [[ -n $rest ]]; do
    case $rest in
      [A-Za-z0-9._~-]*) printf %s "${rest:0:1}" ;;
      *) printf %%%02X "'${rest:0:1}" ;;
    esac
    rest=${rest:1}
  done
}

: "${SHOP_SIGN:?}"
wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --no-iri \
  --method=GET \
  --auth-no-challenge \
  --user="${SHOP_LOGIN_USERNAME:?}" \
  --password="${SHOP_LOGIN_PASSWORD:?}" \
  --header='Accept: text/csv' \
  "https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid&sign=$(percent_encode "$SHOP_SIGN")"
