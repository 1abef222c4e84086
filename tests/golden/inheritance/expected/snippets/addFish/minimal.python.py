import requests

response = requests.post(
    "https://aquarium.example.com/fish",
    headers={
        "Accept": "application/json",
    },
    json={
        "kind": "Salmon",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
