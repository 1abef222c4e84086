import requests

response = requests.post(
    "https://aquarium.example.com/fish",
    headers={
        "Accept": "application/json",
    },
    json={
        "kind": "Salmon",
        "near": [],
        "tank": {
            "water": "sweet",
        },
        "wild": True,
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
