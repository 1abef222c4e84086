from petstore_plus import PetstorePlus
from petstore_plus.models import ListPetsFilter, ListPetsNear

client = PetstorePlus()
result = client.pets.list_pets(
    limit=10,
    tag=["small", "house trained"],
    ids=[1, 2],
    colors=["red", "blue"],
    words=["very", "quiet"],
    filter=ListPetsFilter(min_age=1, kind="dog"),
    near=ListPetsNear(lat=52.5, lon=13.4),
    sort="name",
    x_trace_id="6a1f0c3e",
    theme="dark",
)
print(result)
