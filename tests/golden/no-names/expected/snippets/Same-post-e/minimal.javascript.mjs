const response = await fetch("https://api.example.com/e", {
  method: "POST",
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(response.status);
