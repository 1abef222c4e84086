from petstore_plus import PetstorePlus

client = PetstorePlus()
stream = client.shop.export_orders()
for item in stream:
    print(item, flush=True)
