import requests

response = requests.post(
    "https://files.example.com/login",
    data=[
        ("user", "ann & bob"),
        ("remember", "true"),
    ],
    timeout=30,
)
response.raise_for_status()
print(response.status_code)
