const response = await fetch("https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices/info", {
  method: "POST",
  headers: {
    "X-Api-Key": process.env.CLOCKIFY_API_KEY,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    greaterThanAmount: 500,
    issueDate: {
      "issue-date-end": "2020-01-31",
      "issue-date-start": "2020-01-01",
    },
    page: 1,
    pageSize: 50,
    sortColumn: "ISSUE_DATE",
    sortOrder: "DESCENDING",
    statuses: ["SENT", "PARTIALLY_PAID"],
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
