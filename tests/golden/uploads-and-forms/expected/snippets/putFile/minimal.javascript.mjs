import { readFile } from "node:fs/promises";

// FILES_FILE: path of the file to send (body)
const response = await fetch("https://files.example.com/files/a.png", {
  method: "PUT",
  headers: {
    "Content-Type": "image/png",
  },
  body: await readFile(process.env.FILES_FILE),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(response.status);
