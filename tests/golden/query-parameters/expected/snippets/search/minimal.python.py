import requests

response = requests.get(
    "https://search.example.com/search?q=red%20shoes",
    headers={
        "Accept": "application/json",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
