const response = await fetch("https://orders.example.com/orders", {
  method: "POST",
  headers: {
    Authorization: `Bearer ${process.env.ORDERS_TOKEN}`,
    Accept: "application/json",
    "Content-Type": "application/json",
  },
  body: JSON.stringify({
    lines: [
      {
        article: "A-100",
        amount: 1,
      },
    ],
  }),
});
if (response.status === 400) {
  // 400 Bad Request
  console.error(response.status, await response.text());
} else if (!response.ok) {
  throw new Error(`${response.status} ${await response.text()}`);
} else {
  console.log(await response.json());
}
