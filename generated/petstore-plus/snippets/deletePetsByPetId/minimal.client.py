from petstore_plus import PetstorePlus

client = PetstorePlus()
client.pets.delete_pets_by_pet_id(pet_id=7)
