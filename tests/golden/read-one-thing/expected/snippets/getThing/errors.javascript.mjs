const response = await fetch("https://things.example.com/v1/things/t1", {
  method: "GET",
  headers: {
    "X-Api-Key": process.env.THINGS_API_KEY,
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
