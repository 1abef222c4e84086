import os
from urllib.parse import quote

import httpx2

response = httpx2.get(
    f"https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid&sign={quote(os.environ['SHOP_SIGN'], safe='')}",
    auth=(os.environ["SHOP_LOGIN_USERNAME"], os.environ["SHOP_LOGIN_PASSWORD"]),
    headers={
        "Accept": "text/csv",
    },
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.text)
