curl --fail-with-body --silent --show-error \
  --request PATCH \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/projects/5b641568b07987035750505e/estimate' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "budgetEstimate": {
      "active": true,
      "estimate": 10000,
      "includeExpenses": true,
      "resetOption": "WEEKLY",
      "type": "AUTO"
    },
    "estimateReset": {
      "active": true,
      "dayOfMonth": 20,
      "dayOfWeek": "MONDAY",
      "hour": 15,
      "interval": "WEEKLY",
      "isActive": true,
      "month": "FEBRUARY"
    },
    "timeEstimate": {
      "active": true,
      "estimate": "PT1H30M",
      "includeNonBillable": true,
      "resetOption": "WEEKLY",
      "type": "AUTO"
    }
  }'
