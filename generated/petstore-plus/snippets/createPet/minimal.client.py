from petstore_plus import PetstorePlus
from petstore_plus.models import CatInput

client = PetstorePlus()
result = client.pets.create_pet(body=CatInput(kind="cat", name="Zoë", lives=9))
print(result)
