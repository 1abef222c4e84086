const response = await fetch("https://eu.petstore.example/v2/pets?callbackUrl=https%3A%2F%2Fme.example", {
  method: "POST",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
    Accept: "application/json",
    "Content-Type": "application/json",
    "X-Trace-Id": "6a1f0c3e",
  },
  body: JSON.stringify({
    kind: "cat",
    name: "Zoë",
    lives: 9,
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
