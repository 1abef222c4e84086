import requests

position = 1
while True:
    response = requests.get(
        "https://search.example.com/search?q=red%20shoes",
        params={"page": position},
        headers={
            "Accept": "application/json",
        },
        timeout=30,
    )
    response.raise_for_status()
    items = response.json()
    for item in items:
        print(item)
    if not items:
        break
    position += 1
