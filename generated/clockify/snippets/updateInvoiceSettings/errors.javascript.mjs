const response = await fetch("https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices/settings", {
  method: "PUT",
  headers: {
    "X-Api-Key": process.env.CLOCKIFY_API_KEY,
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    labels: {
      amount: "AMOUNT",
      billFrom: "BILL FROM",
      billTo: "BILL TO",
      description: "DESCRIPTION",
      discount: "DISCOUNT",
      dueDate: "DUE DATE",
      issueDate: "ISSUE DATE",
      itemType: "ITEM TYPE",
      notes: "NOTES",
      paid: "PAID",
      quantity: "QUANTITY",
      subtotal: "SUBTOTAL",
      tax: "TAX",
      tax2: "TAX2",
      total: "AMOUNT",
      totalAmountDue: "TOTAL AMOUNT DUE",
      unitPrice: "UNIT PRICE",
    },
  }),
});
if (response.status === 400) {
  // 400 Bad Request
  console.error(response.status, await response.text());
} else if (response.status === 401) {
  // 401 Unauthorized
  console.error(response.status, await response.text());
} else if (response.status === 403) {
  // 403 Forbidden
  console.error(response.status, await response.text());
} else if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
} else {
  console.log(response.status);
}
