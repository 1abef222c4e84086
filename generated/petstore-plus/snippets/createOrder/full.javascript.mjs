const response = await fetch(`https://eu.petstore.example/v2/orders?api_key=${encodeURIComponent(process.env.PETSTORE_PLUS_KEY)}`, {
  method: "POST",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
    Accept: "application/json",
    "Content-Type": "application/json",
    "Idempotency-Key": "order-7",
  },
  body: JSON.stringify({
    class: "first",
    from: "2024-05-06T07:08:09Z",
    price: "19.90",
    weight: 2.5,
    status: "in progress",
    fooBar: "foo-bar",
    foo_bar: 1,
    petIds: [7, 8],
    anything: {},
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
