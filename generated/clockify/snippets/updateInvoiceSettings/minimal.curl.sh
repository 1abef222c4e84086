curl --fail-with-body --silent --show-error \
  --request PUT \
  --url 'https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices/settings' \
  --header "X-Api-Key: $CLOCKIFY_API_KEY" \
  --header 'Content-Type: application/json' \
  --data-raw '{
    "labels": {
      "amount": "AMOUNT",
      "billFrom": "BILL FROM",
      "billTo": "BILL TO",
      "description": "DESCRIPTION",
      "discount": "DISCOUNT",
      "dueDate": "DUE DATE",
      "issueDate": "ISSUE DATE",
      "itemType": "ITEM TYPE",
      "notes": "NOTES",
      "paid": "PAID",
      "quantity": "QUANTITY",
      "subtotal": "SUBTOTAL",
      "tax": "TAX",
      "tax2": "TAX2",
      "total": "AMOUNT",
      "totalAmountDue": "TOTAL AMOUNT DUE",
      "unitPrice": "UNIT PRICE"
    }
  }'
