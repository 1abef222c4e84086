"""Names of schemas that stand in the bodies of other files."""

from __future__ import annotations

import pytest

from specloom.diagnostics import Location
from specloom.normalize.schemas.places import hint_of

HOME = Location("api.yaml", "/components/schemas")


@pytest.mark.parametrize(
    ("file", "pointer", "hint"),
    [
        ("responses/all_pets.yml", "/content/application~1json/schema", ("all_pets", "response")),
        ("requestBodies/pet.yml", "/content/application~1json/schema", ("pet", "request")),
        ("pets/add.yml", "/requestBody/content/application~1json/schema", ("add", "request")),
        ("pets/add.yml", "/responses/201/content/application~1json/schema/properties/pet", ("add", "response", "pet")),
        ("bodies.yml", "/content/text~1plain/schema", ("bodies", "body")),
        ("models/pet.yml", "/properties/owner", ("owner",)),
        ("models/pet.yml", "", ("pet",)),
    ],
)
def test_a_file_gives_its_name_and_a_media_type_does_not(file: str, pointer: str, hint: tuple[str, ...]) -> None:
    assert hint == hint_of(Location(file, pointer), HOME)
