let position = 1;
while (true) {
  const url = new URL("https://search.example.com/search?q=red%20shoes");
  url.searchParams.set("page", position);
  const response = await fetch(url, {
    method: "GET",
    headers: {
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
