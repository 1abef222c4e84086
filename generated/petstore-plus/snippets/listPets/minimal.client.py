from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.pets.list_pets()
print(result)
