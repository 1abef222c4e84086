from petstore_plus import PetstorePlus, errors

client = PetstorePlus()
try:
    result = client.shop.get_order(order_id="0b2f4d6e-8a1c-4e3f-9b5d-7c6a5f4e3d2c")
except errors.NotFoundError as error:
    # 404 Not Found
    print(error.status_code, error.body)
else:
    print(result)
