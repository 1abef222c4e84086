import requests

response = requests.put(
    "https://api.example.com/x/a%2Fb%27c%22d%20%24%28id%29%20%60id%60%20%C3%BC?q%5B%5D%27=%26%20%23%20%25%20%2B%20%5C%20%0A",
    json={
        "it's": "'; DROP TABLE x; -- EOF",
    },
    timeout=30,
)
response.raise_for_status()
print(response.status_code)
