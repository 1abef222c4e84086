const response = await fetch("https://api.example.com/files/a:b", {
  method: "COPY",
  headers: {
    Authorization: `Bearer ${process.env.ARCHIVE_DEVICE_TOKEN}`,
    Cookie: "session=a+b==",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(response.status);
