import requests

response = requests.post(
    "https://api.example.com/a/b-c/d",
    timeout=30,
)
response.raise_for_status()
print(response.status_code)
