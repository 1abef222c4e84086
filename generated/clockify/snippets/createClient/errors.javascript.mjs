const response = await fetch("https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/clients", {
  method: "POST",
  headers: {
    "X-Api-Key": process.env.CLOCKIFY_API_KEY,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({}),
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
  console.log(await response.json());
}
