let cursor;
while (true) {
  const url = new URL("https://eu.petstore.example/v2/orders");
  if (cursor) url.searchParams.set("cursor", cursor);
  const response = await fetch(url, {
    method: "GET",
    headers: {
      Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
      Accept: "application/json",
    },
  });
  if (!response.ok) {
    throw new Error(`${response.status} ${await response.text()}`);
  }
  const page = await response.json();
  const items = page.orders;
  for (const item of items) {
    console.log(item);
  }
  cursor = page.meta?.nextCursor;
  if (!cursor) break;
}
