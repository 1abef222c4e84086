from petstore_plus import PetstorePlus

client = PetstorePlus()
client.default.put_settings(
    labels={"en": "Dog", "de": "Hund"}, limits={"pets": 5}, extra={"name": {}}
)
