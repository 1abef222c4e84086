"""What the kennel says of its pets."""

from __future__ import annotations

from kennel._vendor.petstore_plus.models import Cat, Pet


def described(pet: Pet) -> str:
    """Return a pet in words."""
    if isinstance(pet, Cat):
        return f"{pet.name}, a cat with {pet.lives} lives"
    return f"{pet.name}, a dog"
