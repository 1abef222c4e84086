from petstore_plus import PetstorePlus, errors

client = PetstorePlus()
try:
    result = client.pets.get_pet(pet_id=7)
except errors.NotFoundError as error:
    # 404 Not Found
    print(error.status_code, error.body)
else:
    print(result)
