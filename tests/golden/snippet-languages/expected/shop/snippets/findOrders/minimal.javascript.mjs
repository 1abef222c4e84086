const credentials = Buffer.from(`${process.env.SHOP_LOGIN_USERNAME}:${process.env.SHOP_LOGIN_PASSWORD}`).toString("base64");
const response = await fetch(`https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid&sign=${encodeURIComponent(process.env.SHOP_SIGN)}`, {
  method: "GET",
  headers: {
    Authorization: `Basic ${credentials}`,
    Accept: "text/csv",
  },
});
if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
}
console.log(await response.text());
