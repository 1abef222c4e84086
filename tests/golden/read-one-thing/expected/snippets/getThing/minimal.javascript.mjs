const response = await fetch("https://things.example.com/v1/things/t1", {
  method: "GET",
  headers: {
    "X-Api-Key": process.env.THINGS_API_KEY,
    Accept: "application/json",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
