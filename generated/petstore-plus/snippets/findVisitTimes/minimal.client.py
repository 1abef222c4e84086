from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.default.find_visit_times()
print(result)
