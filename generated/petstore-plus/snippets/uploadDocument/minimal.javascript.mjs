import { readFile } from "node:fs/promises";
import { basename } from "node:path";

// PETSTORE_PLUS_FILE: path of the file to send (file)
const form = new FormData();
form.append(
  "file",
  new Blob([await readFile(process.env.PETSTORE_PLUS_FILE)]),
  basename(process.env.PETSTORE_PLUS_FILE),
);
form.append(
  "meta",
  new Blob(['{"title":"Passport"}'], { type: "application/json" }),
);
const response = await fetch("https://eu.petstore.example/v2/pets/7/documents", {
  method: "POST",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
    Accept: "text/plain",
  },
  body: form,
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.text());
