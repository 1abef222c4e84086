const response = await fetch("https://eu.petstore.example/v2/pets/7", {
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
