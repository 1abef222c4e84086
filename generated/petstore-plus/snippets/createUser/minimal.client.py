from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.default.create_user(email="ann@example.org", password="correct horse")
print(result)
