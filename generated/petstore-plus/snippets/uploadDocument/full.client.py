import os
from pathlib import Path

from petstore_plus import PetstorePlus
from petstore_plus.models import UploadDocumentRequestMeta

# PETSTORE_PLUS_FILE: path of the file to send (file)
client = PetstorePlus()
result = client.default.upload_document(
    pet_id=7,
    file=Path(os.environ["PETSTORE_PLUS_FILE"]),
    meta=UploadDocumentRequestMeta(title="Passport"),
    labels=["official", "scan"],
)
print(result)
