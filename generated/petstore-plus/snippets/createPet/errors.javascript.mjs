const response = await fetch("https://eu.petstore.example/v2/pets", {
  method: "POST",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    kind: "cat",
    name: "Zoë",
    lives: 9,
  }),
});
if (response.status >= 400 && response.status <= 499) {
  // 4XX
  console.error(response.status, await response.text());
} else if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
} else {
  console.log(await response.json());
}
