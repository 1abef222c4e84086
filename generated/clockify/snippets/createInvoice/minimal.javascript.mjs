const response = await fetch("https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/invoices", {
  method: "POST",
  headers: {
    "X-Api-Key": process.env.CLOCKIFY_API_KEY,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    clientId: "98h687e29ae1f428e7ebe707",
    currency: "USD",
    dueDate: "2020-06-01T08:00:00Z",
    issuedDate: "2020-01-01T08:00:00Z",
    number: "202306121129",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
