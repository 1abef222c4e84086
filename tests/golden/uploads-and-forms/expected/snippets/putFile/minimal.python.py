import os
from pathlib import Path

import requests

# FILES_FILE: path of the file to send (body)
files_file = Path(os.environ["FILES_FILE"])

response = requests.put(
    "https://files.example.com/files/a.png",
    headers={
        "Content-Type": "image/png",
    },
    data=files_file.read_bytes(),
    timeout=30,
)
response.raise_for_status()
print(response.status_code)
