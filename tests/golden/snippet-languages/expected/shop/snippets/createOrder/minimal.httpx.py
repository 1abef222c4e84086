import os

import httpx2

response = httpx2.post(
    "https://shop.example.com/v1/orders",
    headers={
        "X-Api-Key": os.environ["SHOP_KEY"],
        "Accept": "application/json",
    },
    json={
        "note": 'it\'s "so" $(id) `id` ${HOME} #{x} {{x}} \\n %s */ <!--\nZoë 犬 🐾 \u202e',
        "$ref key": [1, 2.5, True, None, 12345678901234567890],
        "nested": {
            "empty": {},
            "list": [
                {
                    "quantity": 2,
                },
            ],
            "": "",
        },
    },
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.json())
