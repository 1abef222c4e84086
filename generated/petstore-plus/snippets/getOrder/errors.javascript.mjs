const response = await fetch("https://eu.petstore.example/v2/orders/0b2f4d6e-8a1c-4e3f-9b5d-7c6a5f4e3d2c", {
  method: "GET",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
    Accept: "application/json",
  },
});
if (response.status === 404) {
  // 404 Not Found
  console.error(response.status, await response.text());
} else if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
} else {
  console.log(await response.json());
}
