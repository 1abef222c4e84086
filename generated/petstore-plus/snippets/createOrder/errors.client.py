import datetime as dt
from decimal import Decimal

from petstore_plus import PetstorePlus, errors

client = PetstorePlus()
try:
    result = client.shop.create_order(
        class_="first",
        from_=dt.datetime(2024, 5, 6, 7, 8, 9, tzinfo=dt.UTC),
        price=Decimal("19.90"),
    )
except errors.ConflictError as error:
    # 409 Conflict
    print(error.status_code, error.body)
else:
    print(result)
