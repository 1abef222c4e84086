const response = await fetch("https://images.petstore.example/pets/7/photo", {
  method: "GET",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
    Accept: "application/octet-stream",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
process.stdout.write(Buffer.from(await response.arrayBuffer()));
