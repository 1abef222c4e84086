from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.shop.list_orders()
print(result)
