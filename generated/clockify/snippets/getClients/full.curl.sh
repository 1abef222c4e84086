curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/clients?name=Client%20X&sort-column=NAME&sort-order=ASCENDING&page=1&page-size=50&archived=false' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json'
