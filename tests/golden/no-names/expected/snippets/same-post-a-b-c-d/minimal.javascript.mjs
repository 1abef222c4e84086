const response = await fetch("https://api.example.com/a/b-c/d", {
  method: "POST",
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(response.status);
