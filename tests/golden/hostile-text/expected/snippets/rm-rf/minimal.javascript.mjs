const response = await fetch("https://api.example.com/x/a%2Fb%27c%22d%20%24%28id%29%20%60id%60%20%C3%BC?q%5B%5D%27=%26%20%23%20%25%20%2B%20%5C%20%0A", {
  method: "PUT",
  headers: {
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    "it's": "'; DROP TABLE x; -- EOF",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(response.status);
