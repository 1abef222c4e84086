const response = await fetch("https://api.example.com/a/b-c/d", {
  method: "GET",
  headers: {
    Accept: "application/json",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
