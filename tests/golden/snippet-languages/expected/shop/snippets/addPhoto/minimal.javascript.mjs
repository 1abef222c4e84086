import { readFile } from "node:fs/promises";
import { basename } from "node:path";

// SHOP_FILE: path of the file to send (photo)
const form = new FormData();
form.append("title", 'It\'s a "photo"');
form.append(
  "photo",
  new Blob([await readFile(process.env.SHOP_FILE)], { type: "image/png" }),
  basename(process.env.SHOP_FILE),
);
const response = await fetch("https://shop.example.com/v1/orders/a%2Fb/photos", {
  method: "POST",
  headers: {
    "X-Api-Key": process.env.SHOP_KEY,
  },
  body: form,
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(response.status);
