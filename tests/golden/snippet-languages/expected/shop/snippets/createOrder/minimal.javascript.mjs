const response = await fetch("https://shop.example.com/v1/orders", {
  method: "POST",
  headers: {
    "X-Api-Key": process.env.SHOP_KEY,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: `{
    "note": "it's \\"so\\" $(id) \`id\` \${HOME} #{x} {{x}} \\\\n %s */ <!--\\nZoë 犬 🐾 \\u202e",
    "$ref key": [
      1,
      2.5,
      true,
      null,
      12345678901234567890
    ],
    "nested": {
      "empty": {},
      "list": [
        {
          "quantity": 2
        }
      ],
      "": ""
    }
  }`,
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.json());
