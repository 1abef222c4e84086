"""Adds a cat, then tells of every pet there is."""

from __future__ import annotations

from kennel._vendor.petstore_plus import NotFoundError, PetstorePlus
from kennel._vendor.petstore_plus.models import CatInput
from kennel.pets import described


def main() -> None:
    """Do so, with the address and the token of the environment."""
    with PetstorePlus() as shop:
        added = shop.pets.create_pet(body=CatInput(kind="cat", name="Momo", lives=7))
        print("added:", described(added))
        pets = shop.pets
        for pet in pets.list_pets(limit=5):
            print(described(pet))
        try:
            print(shop.shop.get_stock(), "in the shop")
        except NotFoundError:
            print("no shop")


if __name__ == "__main__":
    main()
