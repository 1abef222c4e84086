import requests

response = requests.get(
    "https://shapes.example.com/shapes",
    headers={
        "Accept": "application/json",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
