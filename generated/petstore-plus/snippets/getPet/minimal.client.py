from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.pets.get_pet(pet_id=7)
print(result)
