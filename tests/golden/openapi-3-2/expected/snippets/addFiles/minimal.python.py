import os

import requests

response = requests.post(
    "https://api.example.com/files",
    headers={
        "Authorization": f"Bearer {os.environ['ARCHIVE_DEVICE_TOKEN']}",
        "Content-Type": "multipart/mixed; boundary=32a93783f7fe415c",
    },
    data=(
        "--32a93783f7fe415c\r\n"
        "Content-Type: application/vnd.file+json\r\n"
        "\r\n"
        '{"name":"name"}\r\n'
        "--32a93783f7fe415c--\r\n"
    ).encode(),
    timeout=30,
)
response.raise_for_status()
print(response.status_code)
