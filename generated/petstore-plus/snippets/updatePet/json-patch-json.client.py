from petstore_plus import PetstorePlus
from petstore_plus.models import PatchStep

client = PetstorePlus()
result = client.pets.update_pet_json_patch(
    pet_id=7, body=[PatchStep(op="replace", path="/name")]
)
print(result)
