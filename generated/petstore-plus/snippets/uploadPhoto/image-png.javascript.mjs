import { readFile } from "node:fs/promises";

// PETSTORE_PLUS_FILE: path of the file to send (body)
const response = await fetch("https://eu.petstore.example/v2/pets/7/photo", {
  method: "PUT",
  headers: {
    Authorization: `Bearer ${process.env.PETSTORE_PLUS_TOKEN}`,
    "Content-Type": "image/png",
  },
  body: await readFile(process.env.PETSTORE_PLUS_FILE),
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(response.status);
