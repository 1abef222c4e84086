import requests

response = requests.post(
    "https://api.example.com/e",
    timeout=30,
)
response.raise_for_status()
print(response.status_code)
