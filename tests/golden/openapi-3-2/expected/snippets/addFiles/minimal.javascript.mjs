const response = await fetch("https://api.example.com/files", {
  method: "POST",
  headers: {
    Authorization: `Bearer ${process.env.ARCHIVE_DEVICE_TOKEN}`,
    "Content-Type": "multipart/mixed; boundary=32a93783f7fe415c",
  },
  body: `--32a93783f7fe415c\r
Content-Type: application/vnd.file+json\r
\r
{"name":"name"}\r
--32a93783f7fe415c--\r
`,
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(response.status);
