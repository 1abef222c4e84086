const response = await fetch("https://eu.petstore.example/v2/stock", {
  method: "GET",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_SHOP_TOKEN}`,
    Accept: "application/json",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
