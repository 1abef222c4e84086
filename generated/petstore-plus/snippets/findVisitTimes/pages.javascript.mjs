let position = 1;
while (true) {
  const url = new URL("https://eu.petstore.example/v2/visits");
  url.searchParams.set("page", position);
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
  const items = await response.json();
  for (const item of items) {
    console.log(item);
  }
  if (!items.length) break;
  position += 1;
}
