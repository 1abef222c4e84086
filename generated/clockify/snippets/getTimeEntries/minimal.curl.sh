curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/user/5a0ab5acb07987125438b60f/time-entries' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json'
