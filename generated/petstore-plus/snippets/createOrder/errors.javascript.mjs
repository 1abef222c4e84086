const response = await fetch(`https://eu.petstore.example/v2/orders?api_key=${encodeURIComponent(process.env.PETSTORE_PLUS_KEY)}`, {
  method: "POST",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    class: "first",
    from: "2024-05-06T07:08:09Z",
    price: "19.90",
  }),
});
if (response.status === 409) {
  // 409 Conflict
  console.error(response.status, await response.text());
} else if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
} else {
  console.log(await response.json());
}
