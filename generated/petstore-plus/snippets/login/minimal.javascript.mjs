const credentials = Buffer.from(`${process.env.PETSTORE_PLUS_USERNAME}:${process.env.PETSTORE_PLUS_PASSWORD}`).toString("base64");
const response = await fetch("https://eu.petstore.example/v2/login", {
  method: "POST",
  headers: {
    Authorization: `Basic ${credentials}`,
    Accept: "text/plain",
    "Content-Type": "application/x-www-form-urlencoded",
  },
  body: new URLSearchParams([
    ["grant_type", "client_credentials"],
  ]),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.text());
