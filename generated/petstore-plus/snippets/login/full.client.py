from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.default.login(grant_type="client_credentials", scope="a:read & b:write")
print(result)
