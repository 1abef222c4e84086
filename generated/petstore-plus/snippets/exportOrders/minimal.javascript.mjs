const response = await fetch("https://eu.petstore.example/v2/orders/export", {
  method: "GET",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
    Accept: "application/x-ndjson",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
for await (const chunk of response.body) {
  process.stdout.write(chunk);
}
