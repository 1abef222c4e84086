import os
from urllib.parse import quote

import requests

response = requests.get(
    f"https://shop.example.com/v1/orders/find?text=a%20%26%20b&state=open&state=paid&sign={quote(os.environ['SHOP_SIGN'], safe='')}",
    auth=(
        os.environ["SHOP_LOGIN_USERNAME"].encode(),
        os.environ["SHOP_LOGIN_PASSWORD"].encode(),
    ),
    headers={
        "Accept": "text/csv",
    },
    timeout=30,
)
response.raise_for_status()
print(response.text)
