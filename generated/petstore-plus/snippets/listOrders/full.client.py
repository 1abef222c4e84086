from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.shop.list_orders(cursor="b2xk", limit=10)
print(result)
