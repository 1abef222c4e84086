import { readFile } from "node:fs/promises";
import { basename } from "node:path";

// FILES_FILE: path of the file to send (file)
const form = new FormData();
form.append(
  "file",
  new Blob([await readFile(process.env.FILES_FILE)]),
  basename(process.env.FILES_FILE),
);
form.append("title", "A title");
const response = await fetch("https://files.example.com/files", {
  method: "POST",
  body: form,
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(response.status);
