import os
from pathlib import Path

from petstore_plus import PetstorePlus

# PETSTORE_PLUS_FILE: path of the file to send (body)
client = PetstorePlus()
client.default.upload_photo(
    pet_id=7, body=Path(os.environ["PETSTORE_PLUS_FILE"]), content_type="image/png"
)
