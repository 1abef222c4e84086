const response = await fetch("https://api.example.com/files", {
  method: "QUERY",
  headers: {
    Authorization: `Bearer ${process.env.ARCHIVE_DEVICE_TOKEN}`,
    Accept: "application/jsonl",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    text: "text",
  }),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
for await (const chunk of response.body) {
  process.stdout.write(chunk);
}
