import datetime as dt
from decimal import Decimal

from petstore_plus import PetstorePlus

client = PetstorePlus()
result = client.shop.create_order(
    class_="first",
    from_=dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.UTC),
    price=Decimal("19.90"),
)
print(result)
