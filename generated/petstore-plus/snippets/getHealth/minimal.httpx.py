import httpx2

response = httpx2.get(
    "https://eu.petstore.example/v2/health",
    headers={
        "Accept": "text/plain",
    },
    timeout=30,
)
if response.is_error:
    raise SystemExit(f"{response.status_code} {response.text}")
print(response.text)
