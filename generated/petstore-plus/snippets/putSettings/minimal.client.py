from petstore_plus import PetstorePlus

client = PetstorePlus()
client.default.put_settings()
