import sys

from petstore_plus import PetstorePlus

client = PetstorePlus()
content = client.default.download_photo(pet_id=7)
sys.stdout.buffer.write(content)
