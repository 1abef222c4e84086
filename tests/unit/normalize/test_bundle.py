"""The schemas that values are checked against: closed, without end nowhere, and of one mind with the types."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from unit.normalize.build_schemas import schemas_of

from specloom.ir.api import Api

PET = "$ref: '#/components/schemas/Pet'"


def accepts(api: Api, name: str, value: Any) -> bool:
    """Return what an independent validator says."""
    return Draft202012Validator({"$defs": dict(api.schemas), "$ref": f"#/$defs/{name}"}).is_valid(value)


@pytest.mark.parametrize(
    ("schemas", "good", "bad"),
    [
        ("A: {allOf: [{$ref: '#/components/schemas/A'}, {required: [x]}]}", {"x": 1}, {}),
        ("A: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]}", "x", 1),
        (
            "A: {anyOf: [{$ref: '#/components/schemas/B'}, {const: 1}]}\nB: {oneOf: [{$ref: '#/components/schemas/A'}]}",
            1,
            2,
        ),
        ("A: {$ref: '#/components/schemas/A', minimum: 1}", 3, 0),
        ("A: {if: {$ref: '#/components/schemas/A'}, then: {type: string}}", "x", 1),
        ("A: {items: {allOf: [{$ref: '#/components/schemas/A/items'}, {type: string}]}}", ["x"], [1]),
        ("A: {not: {not: {$ref: '#/components/schemas/A'}}, type: string}", "x", 1),
        (
            "A: {properties: {a: {$ref: '#/components/schemas/A'}, not: {$ref: '#/components/schemas/A'}}, required: [b]}",
            {"b": 1, "a": {"b": 1}},
            {"b": 1, "not": {}},
        ),
    ],
)
def test_a_schema_that_is_a_part_of_itself_can_be_checked(tmp_path: Path, schemas: str, good: Any, bad: Any) -> None:
    """What remains of it holds; what lies in a property or an item may well be of the same schema."""
    api = schemas_of(tmp_path, schemas)

    assert (True, False) == (accepts(api, "A", good), accepts(api, "A", bad))


def test_a_base_that_lists_its_children(tmp_path: Path) -> None:
    """A child has the base's properties, and the tag decides which child a value is."""
    api = schemas_of(
        tmp_path,
        f"""
        Pet:
          required: [kind]
          properties: {{kind: {{type: string}}}}
          discriminator: {{propertyName: kind}}
          oneOf: [{{$ref: '#/components/schemas/Cat'}}, {{$ref: '#/components/schemas/Dog'}}]
        Cat: {{allOf: [{{{PET}}}, {{properties: {{lives: {{type: integer}}}}}}]}}
        Dog: {{allOf: [{{{PET}}}, {{properties: {{lives: {{type: string}}}}}}]}}
        """,
        version="3.0",
    )

    assert [True, True, False, False] == [
        accepts(api, "Pet", value)
        for value in (
            {"kind": "Cat", "lives": 9},
            {"kind": "Dog", "lives": "one"},
            {"kind": "Dog", "lives": 9},
            {"lives": 9},
        )
    ]


def test_a_tag_tells_variants_apart_that_nothing_else_does(tmp_path: Path) -> None:
    """`oneOf` means exactly one; a discriminator says which. A tag that no variant claims decides nothing."""
    api = schemas_of(
        tmp_path,
        """
        T:
          discriminator: {propertyName: kind, mapping: {meow: Cat}}
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
        Cat: {type: object, properties: {kind: {type: string}}}
        Dog: {type: object, properties: {kind: {type: string}}}
        """,
    )

    assert [True, True, False] == [accepts(api, "T", {"kind": kind}) for kind in ("meow", "Dog", "other")]
