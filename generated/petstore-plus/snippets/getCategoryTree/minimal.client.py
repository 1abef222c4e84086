from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.default.get_category_tree()
print(result)
