curl --fail-with-body --silent --show-error \
  --request GET \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/user/5a0ab5acb07987125438b60f/time-entries?description=Description%20keywords&start=2020-01-01T00%3A00%3A00Z&end=2021-01-01T00%3A00%3A00Z&project=5b641568b07987035750505e&task=64c777ddd3fcab07cfbb210c&tags=5e4117fe8c625f38930d57b7&tags=7e4117fe8c625f38930d57b8&project-required=false&task-required=false&hydrated=false&page=1&page-size=50&in-progress=false&get-week-before=2020-01-01T00%3A00%3A00Z' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json'
