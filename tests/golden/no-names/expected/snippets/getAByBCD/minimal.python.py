import requests

response = requests.get(
    "https://api.example.com/a/b-c/d",
    headers={
        "Accept": "application/json",
    },
    timeout=30,
)
response.raise_for_status()
print(response.json())
