const response = await fetch("https://search.example.com/search?q=red%20shoes", {
  method: "GET",
  headers: {
    Accept: "application/json",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
