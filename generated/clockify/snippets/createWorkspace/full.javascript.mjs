const response = await fetch("https://api.clockify.me/api/v1/workspaces", {
  method: "POST",
  headers: {
    "X-Api-Key": process.env.CLOCKIFY_API_KEY,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    name: "Cool Company",
    organizationId: "67d471fb56aa9668b7bfa295",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
