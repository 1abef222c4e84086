import os

import httpx2

with httpx2.stream(
    "GET",
    "https://eu.petstore.example/v2/pets/events",
    headers={
        "Authorization": f"Bearer {os.environ['PETSTORE_PLUS_TOKEN']}",
        "Accept": "text/event-stream",
    },
    timeout=None,
) as response:
    if response.is_error:
        raise SystemExit(f"{response.status_code} {response.read().decode()}")
    for line in response.iter_lines():
        print(line, flush=True)
