import os
from pathlib import Path

import httpx2

# SHOP_FILE: path of the file to send (photo)
shop_file = Path(os.environ["SHOP_FILE"])

response = httpx2.post(
    "https://shop.example.com/v1/orders/a%2Fb/photos",
    headers={
        "X-Api-Key": os.environ["SHOP_KEY"],
    },
    files=[
        ("title", (None, 'It\'s a "photo"')),
        ("photo", (shop_file.name, shop_file.read_bytes(), "image/png")),
    ],
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.status_code)
