curl --fail-with-body --silent --show-error \
  --request POST \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/user/5a0ab5acb07987125438b60f/time-entries/64c777ddd3fcab07cfbb210c/duplicate' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json'
