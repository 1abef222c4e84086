const response = await fetch("https://search.example.com/search?q=red%20shoes&tags=a&tags=b&ids=1,2&filter%5Bcolour%5D=red&page=1&sort=asc", {
  method: "GET",
  headers: {
    Accept: "application/json",
    "X-Request-Id": "123e4567-e89b-42d3-a456-426614174000",
    Cookie: "session=session",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
