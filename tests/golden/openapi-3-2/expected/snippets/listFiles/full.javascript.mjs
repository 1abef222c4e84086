const response = await fetch("https://api.example.com/files?kind=pdf&kind=txt&text=a%20%2B%20b", {
  method: "GET",
  headers: {
    Authorization: `Bearer ${process.env.ARCHIVE_DEVICE_TOKEN}`,
    Accept: "text/event-stream",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
for await (const chunk of response.body) {
  process.stdout.write(chunk);
}
