const response = await fetch("https://eu.petstore.example/v2/pets/events", {
  method: "GET",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
    Accept: "text/event-stream",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
for await (const chunk of response.body) {
  process.stdout.write(chunk);
}
