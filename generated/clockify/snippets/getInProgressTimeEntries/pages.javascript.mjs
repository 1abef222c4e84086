let position = 1;
while (true) {
  const url = new URL("https://api.clockify.me/api/v1/workspaces/64a687e29ae1f428e7ebe303/time-entries/status/in-progress");
  url.searchParams.set("page", position);
  const response = await fetch(url, {
    method: "GET",
    headers: {
      "X-Api-Key": process.env.CLOCKIFY_API_KEY,
      Accept: "application/json",
    },
  });
  if (!response.ok) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  const items = await response.json();
  for (const item of items) {
    console.log(item);
  }
  if (!items.length) break;
  position += 1;
}
