const response = await fetch("https://shapes.example.com/shapes", {
  method: "GET",
  headers: {
    Accept: "application/json",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
