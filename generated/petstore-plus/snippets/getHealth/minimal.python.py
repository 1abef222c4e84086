import requests

response = requests.get(
    "https://eu.petstore.example/v2/health",
    headers={
        "Accept": "text/plain",
    },
    timeout=30,
)
response.raise_for_status()
print(response.text)
