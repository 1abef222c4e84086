from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.default.get_settings()
print(result)
