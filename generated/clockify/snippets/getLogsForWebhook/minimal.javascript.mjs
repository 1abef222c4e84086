const response = await fetch("https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/webhooks/5b715448b0798751107918ab/logs", {
  method: "POST",
  headers: {
    "X-Api-Key": process.env.CLOCKIFY_API_KEY,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({}),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
