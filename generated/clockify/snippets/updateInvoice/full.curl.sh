curl --fail-with-body --silent --show-error \
  --request PUT \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices/78a687e29ae1f428e7ebe303' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Accept: application/json' \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "clientId": "98h687e29ae1f428e7ebe707",
    "companyId": "04g687e29ae1f428e7ebe123",
    "currency": "USD",
    "discountPercent": 1.5,
    "dueDate": "2020-06-01T08:00:00Z",
    "issuedDate": "2020-01-01T08:00:00Z",
    "note": "This is a sample note for this invoice.",
    "number": "202306121129",
    "subject": "January salary",
    "tax2Percent": 0,
    "taxPercent": 0.5,
    "taxType": "SIMPLE",
    "visibleZeroFields": [
      "TAX",
      "TAX_2",
      "DISCOUNT"
    ]
  }'
