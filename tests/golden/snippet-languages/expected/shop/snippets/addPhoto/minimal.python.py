import os
from pathlib import Path

import requests

# SHOP_FILE: path of the file to send (photo)
shop_file = Path(os.environ["SHOP_FILE"])

response = requests.post(
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
response.raise_for_status()
print(response.status_code)
