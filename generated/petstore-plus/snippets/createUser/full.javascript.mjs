const response = await fetch("https://eu.petstore.example/v2/users", {
  method: "POST",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    email: "ann@example.org",
    password: "correct horse",
    homepage: "https://ann.example.org/",
    avatar: "aGVsbG8=",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
