curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://api.clockify.me/api/v1/workspaces?roles=WORKSPACE_ADMIN&roles=OWNER' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json'
