from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.default.get_health()
print(result)
