const response = await fetch("https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices/settings", {
  method: "PUT",
  headers: {
    "X-Api-Key": process.env.CLOCKIFY_API_KEY,
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    defaults: {
      companyId: "34a687e29ae1f428e7ebe101",
      dueDays: 2,
      itemTypeId: "78a687e29ae1f428e7ebe303",
      notes: "This is a sample note for this invoice.",
      subject: "January salary",
      tax2Percent: 5,
      taxPercent: 5,
      taxType: "SIMPLE",
    },
    exportFields: {
      itemType: true,
      quantity: true,
      rtl: false,
      tax: true,
      tax2: false,
      unitPrice: true,
    },
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
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(response.status);
