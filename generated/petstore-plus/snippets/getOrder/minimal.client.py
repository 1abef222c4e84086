from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.shop.get_order(order_id="0b2f4d6e-8a1c-4e3f-9b5d-7c6a5f4e3d2c")
print(result)
