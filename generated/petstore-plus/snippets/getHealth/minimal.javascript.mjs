const response = await fetch("https://eu.petstore.example/v2/health", {
  method: "GET",
  headers: {
    Accept: "text/plain",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.text());
