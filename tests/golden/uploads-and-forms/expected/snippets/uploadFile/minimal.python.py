import os
from pathlib import Path

import requests

# FILES_FILE: path of the file to send (file)
files_file = Path(os.environ["FILES_FILE"])

response = requests.post(
    "https://files.example.com/files",
    files=[
        ("file", (files_file.name, files_file.read_bytes())),
    ],
    timeout=30,
)
response.raise_for_status()
print(response.status_code)
