const response = await fetch("https://files.example.com/files/a.png", {
  method: "GET",
  headers: {
    Accept: "application/octet-stream",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
process.stdout.write(Buffer.from(await response.arrayBuffer()));
