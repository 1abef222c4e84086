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

: "${PETSTORE_PLUS_KEY:?}"
wget --no-verbose --content-on-error --tries=1 --output-document=- \
  --no-iri \
  --method=POST \
  --header="Authorization: Bearer ${PETSTORE_PLUS_TOKEN:?}" \
  --header='Accept: application/json' \
  --header='Content-Type: application/json' \
  --body-data='{
    "class": "first",
    "from": "2024-05-06T07:08:09Z",
    "price": "19.90"
  }' \
  "https://eu.petstore.example/v2/orders?api_key=$(percent_encode "$PETSTORE_PLUS_KEY")"
