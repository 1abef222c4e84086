curl --fail-with-body --silent --show-error \
  --request DELETE \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices/78a687e29ae1f428e7ebe303' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY"
