"""What changes of a description do to programs that were written against its client."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import griffe
import pytest
from builds import build_files

from specloom.surface import SurfaceChange, compare_surfaces, read_surface
from specloom.surface.types import Relation, relation

SHOP = """\
openapi: 3.1.0
info: {title: Shop, version: "1"}
servers: [{url: "https://shop.example"}]
security: []
paths:
  /pets:
    get:
      tags: [pets]
      operationId: listPets
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
        - {name: color, in: query, schema: {type: string}}
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pets"}}}}}
    post:
      tags: [pets]
      operationId: createPet
      requestBody: {required: true, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
      responses: {"201": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}}
  /pets/{id}:
    get:
      tags: [pets]
      operationId: getPet
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}}
  /shops:
    get:
      tags: [shops]
      operationId: listShops
      responses: {"204": {description: none}}
components:
  schemas:
    Size: {type: string, enum: [small, big]}
    Pets: {type: object, required: [items], properties: {items: {type: array, items: {$ref: "#/components/schemas/Pet"}}}}
    Pet:
      type: object
      required: [name]
      properties:
        id: {type: integer, readOnly: true}
        name: {type: string}
        size: {$ref: "#/components/schemas/Size"}
        weight: {type: number}
"""

_COLOR = "        - {name: color, in: query, schema: {type: string}}\n"
_PAGE = "        - {name: page, in: query, schema: {type: integer}}\n"
_TEXT = "{description: ok, content: {application/json: {schema: {type: string}}}}"

CHANGES: dict[str, tuple[dict[str, str], list[str]]] = {
    "a reworded description": ({"description: none": "description: nothing at all"}, []),
    "a new optional query parameter": (
        {_COLOR: _COLOR + _PAGE},
        ["SAFE parameter-added client.pets.list_pets(page)"],
    ),
    "a new required query parameter": (
        {_COLOR: _COLOR + _PAGE.replace("query,", "query, required: true,")},
        ["BREAKING parameter-added-required client.pets.list_pets(page)"],
    ),
    "a parameter that goes": ({_COLOR: ""}, ["BREAKING parameter-removed client.pets.list_pets(color)"]),
    "a parameter that must be given now": (
        {"name: limit, in: query": "name: limit, in: query, required: true"},
        ["BREAKING parameter-required client.pets.list_pets(limit)"],
    ),
    "a parameter that takes something else": (
        {"name: limit, in: query, schema: {type: integer}": "name: limit, in: query, schema: {type: string}"},
        ["BREAKING parameter-type client.pets.list_pets(limit)"],
    ),
    "a parameter that takes more": (
        {
            "name: limit, in: query, schema: {type: integer}": "name: limit, in: query, schema: {type: [integer, string]}"
        },
        ["SAFE parameter-type client.pets.list_pets(limit)"],
    ),
    "an operation under another name": (
        {"operationId: getPet": "operationId: fetchPet"},
        ["BREAKING method-removed client.pets.get_pet", "SAFE method-added client.pets.fetch_pet"],
    ),
    "a section under another name": (
        {"tags: [shops]": "tags: [stores]"},
        ["BREAKING method-removed client.shops", "SAFE method-added client.stores"],
    ),
    "another answer": (
        {'"204": {description: none}': f'"200": {_TEXT}'},
        ["BREAKING return-type client.shops.list_shops"],
    ),
    "a property that must be there now": (
        {"required: [name]": "required: [name, size]"},
        [
            "BREAKING field-type models.PetInput.size",
            "BREAKING parameter-required client.pets.create_pet(size)",
            "SAFE field-type models.Pet.size",
        ],
    ),
    "a property that may be missing now": (
        {"required: [name]": "required: []"},
        [
            "BREAKING field-type models.Pet.name",
            "SAFE field-type models.PetInput.name",
            "SAFE parameter-optional client.pets.create_pet(name)",
        ],
    ),
    "a property that goes": (
        {"        weight: {type: number}\n": ""},
        [
            "BREAKING field-removed models.Pet.weight",
            "BREAKING field-removed models.PetInput.weight",
            "BREAKING parameter-removed client.pets.create_pet(weight)",
        ],
    ),
    "a property that is never sent back": (
        {"weight: {type: number}": "weight: {type: number, writeOnly: true}"},
        ["BREAKING field-removed models.Pet.weight"],
    ),
    "another choice": (
        {"enum: [small, big]": "enum: [small, huge]"},
        ["DANGEROUS name-value models.Size"],
    ),
    "a schema under another name": (
        {"schemas/Pets": "schemas/PetList", "    Pets:": "    PetList:"},
        [
            "BREAKING class-removed models.Pets",
            "BREAKING class-removed models.PetsInput",
            "BREAKING return-type client.pets.list_pets",
            "SAFE class-added models.PetList",
            "SAFE class-added models.PetListInput",
        ],
    ),
    "an API under another name": (
        {"title: Shop": "title: Store"},
        [
            "BREAKING class-removed AsyncShop",
            "BREAKING class-removed Shop",
            "BREAKING package-renamed shop",
            "SAFE class-added AsyncStore",
            "SAFE class-added Store",
        ],
    ),
    "a credential": (
        {
            "security: []": "security: [{key: []}]",
            "components:\n": "components:\n  securitySchemes: {key: {type: apiKey, in: header, name: X-Key}}\n",
        },
        ["SAFE parameter-added client(key)"],
    ),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for descriptions."""
    return tmp_path_factory.mktemp("surface")


@cache
def package(folder: Path, text: str) -> dict[str, str]:
    """Return the files of the client of a description."""
    spec = folder / "shop.yaml"
    spec.write_text(text)
    files = build_files(spec, "python")
    return {path.removeprefix("python/"): content for path, content in files.items()}


def edited(replacements: Mapping[str, str]) -> str:
    """Return the description with other texts."""
    text = SHOP
    for old, new in replacements.items():
        assert old in text
        text = text.replace(old, new)
    return text


def told(changes: tuple[SurfaceChange, ...]) -> list[str]:
    """Return a line for each change."""
    return sorted(f"{each.level.name} {each.rule} {each.subject}" for each in changes)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_of_the_description_is_told_as_what_it_does_to_programs(folder: Path, name: str) -> None:
    replacements, expected = CHANGES[name]
    old, new = package(folder, SHOP), package(folder, edited(replacements))

    changes = compare_surfaces(read_surface(old), read_surface(new))

    assert told(changes) == expected
    for each in changes:
        for place, files in ((each.old, old), (each.new, new)):
            if place:
                word = each.subject.rpartition(".")[2].rstrip(")").rpartition("(")[2]
                line = files[place.file].splitlines()[place.line - 1]
                assert word in line or "def " in line or "class " in line


@pytest.mark.parametrize("name", CHANGES)
def test_what_griffe_calls_breaking_is_not_safe_for_us(folder: Path, tmp_path: Path, name: str) -> None:
    """Griffe compares any two packages. It knows neither unions nor which models are given and which returned."""
    old, new = package(folder, SHOP), package(folder, edited(CHANGES[name][0]))
    for side, files in (("old", old), ("new", new)):
        for path, content in files.items():
            (tmp_path / side / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / side / path).write_text(content)
    if read_surface(old).packages != read_surface(new).packages:
        return  # two packages, for griffe
    loaded = [griffe.load("shop", search_paths=[tmp_path / side], resolve_aliases=True) for side in ("old", "new")]

    ours = {
        word
        for each in compare_surfaces(read_surface(old), read_surface(new))
        if each.level
        for word in each.subject.replace("(", ".").rstrip(")").split(".")
    }
    for breakage in griffe.find_breaking_changes(*loaded):
        assert breakage.obj.name in ours or breakage.obj.name.endswith("Section"), breakage.explain()


def test_a_package_compared_with_itself_has_not_changed(folder: Path) -> None:
    surface = read_surface(package(folder, SHOP))

    assert compare_surfaces(surface, surface) == ()
    assert {"models.Pet", "Shop", "errors.ApiError"} <= surface.classes.keys()
    assert surface.attributes["PetsSection"] == "client.pets"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("int", "int", Relation.SAME),
        ("int", "int | str", Relation.WIDER),
        ("int | None", "int", Relation.NARROWER),
        ("int", "str", Relation.OTHER),
        ("int", "float", Relation.WIDER),
        ("str | int", "int | str", Relation.SAME),
        ("Literal['a', 'b']", "Literal['b', 'a', 'c']", Relation.WIDER),
        ("Literal['a']", "str", Relation.WIDER),
        ("Literal['a'] | str", "Literal['b'] | str", Relation.SAME),
        ("Literal[1]", "str", Relation.OTHER),
        ("list[int]", "Sequence[int]", Relation.WIDER),
        ("Sequence[int]", "Sequence[int | str]", Relation.WIDER),
        ("Mapping[str, int]", "Mapping[str, str]", Relation.OTHER),
        ("Mapping[str, int]", "Mapping[str, object]", Relation.WIDER),
        ("Annotated[A | B, Tagged('kind')]", "A | B | C", Relation.WIDER),
        ("object", "str", Relation.NARROWER),
    ],
)
def test_a_type_is_wider_where_it_takes_all_that_it_took(old: str, new: str, expected: Relation) -> None:
    assert relation(ast.parse(old, mode="eval").body, ast.parse(new, mode="eval").body) is expected
