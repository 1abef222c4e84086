from petstore_plus import PetstorePlus

client = PetstorePlus()
stream = client.pets.watch_pets()
for item in stream:
    print(item, flush=True)
