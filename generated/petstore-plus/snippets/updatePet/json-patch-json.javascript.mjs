const response = await fetch("https://eu.petstore.example/v2/pets/7", {
  method: "PATCH",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
    Accept: "application/json",
    "Content-Type": "application/json-patch+json",
  },
  body: JSON.stringify([
    {
      op: "replace",
      path: "/name",
    },
  ]),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
