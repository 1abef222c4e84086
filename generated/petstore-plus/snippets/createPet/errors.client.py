from petstore_plus import PetstorePlus, errors
from petstore_plus.models import CatInput

client = PetstorePlus()
try:
    result = client.pets.create_pet(body=CatInput(kind="cat", name="Zoë", lives=9))
except errors.ApiStatusError as error:
    # 4XX
    print(error.status_code, error.body)
else:
    print(result)
