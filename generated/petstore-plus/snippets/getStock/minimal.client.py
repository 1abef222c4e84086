from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.shop.get_stock()
print(result)
