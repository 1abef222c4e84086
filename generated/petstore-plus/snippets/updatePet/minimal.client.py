from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.pets.update_pet(pet_id=7)
print(result)
