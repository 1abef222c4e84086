from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.default.create_user(
    email="ann@example.org",
    password="correct horse",
    homepage="https://ann.example.org/",
    avatar=b"hello",
)
print(result)
