from petstore_plus import PetstorePlus
from petstore_plus.models import CatInput

client = PetstorePlus()
result = client.pets.create_pet(
    body=CatInput(kind="cat", name="Zoë", lives=9),
    callback_url="https://me.example",
    x_trace_id="6a1f0c3e",
)
print(result)
