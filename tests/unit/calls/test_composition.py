"""Values of composed schemas: with the right tag, without what is forbidden, and texts that hold JSON."""

from __future__ import annotations

import json
from typing import Any

import pytest
from unit.calls.described import body

from specloom.calls.model import ExampleOrigin, Variant

PET = {"$ref": "#/components/schemas/Pet"}
CAT = {"$ref": "#/components/schemas/Cat"}
TAGGED: dict[str, Any] = {
    "Pet": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string"}, "age": {"type": "integer"}},
        "discriminator": {"propertyName": "kind", "mapping": {"cat": "#/components/schemas/Cat"}},
    },
    "Cat": {"allOf": [PET, {"properties": {"lives": {"type": "integer"}}}]},
    "Dog": {"allOf": [PET, {"properties": {"barks": {"type": "boolean"}}}]},
}


@pytest.mark.parametrize(
    ("schema", "kind"),
    [
        (PET, "cat"),
        (CAT, "cat"),
        ({"$ref": "#/components/schemas/Dog"}, "Dog"),
        ({"oneOf": [{"$ref": "#/components/schemas/Dog"}, CAT]}, "Dog"),
    ],
)
def test_the_tag_is_that_of_the_schema(schema: Any, kind: str) -> None:
    """By the mapping, else by name; where a base is meant, where a child is, and in a union of children without a word."""
    found = body(schema, schemas=TAGGED)

    assert [kind, kind] == [found.body(variant).value["kind"] for variant in Variant]
    assert [] == [finding.code.name for finding in found.diagnostics if finding.code.name.startswith("example")]


def test_an_example_of_the_base_may_be_any_child() -> None:
    """It is shown as it is, and cut down to what the child requires."""
    schemas = TAGGED | {"Pet": TAGGED["Pet"] | {"example": {"kind": "Dog", "barks": True}}}
    found = body(PET, schemas=schemas)

    assert {"kind": "Dog", "barks": True} == found.body().value
    assert {"kind": "Dog"} == found.body(Variant.MINIMAL).value
    assert ExampleOrigin.SPEC is found.body().origin


def test_overlapping_variants_are_told_apart_by_their_tags() -> None:
    """`oneOf` permits exactly one, and nothing but the tag says which."""
    plain = {"type": "object", "properties": {"kind": {"type": "string"}}}
    union = {"oneOf": [CAT, {"$ref": "#/components/schemas/Dog"}], "discriminator": {"propertyName": "kind"}}
    found = body(union, schemas={"Cat": plain, "Dog": plain})

    assert {"kind": "Cat"} == found.body().value
    assert [] == found.found("example-impossible")


def test_a_text_that_holds_json() -> None:
    """`contentSchema` says what; the text is that value, written as JSON."""
    content = {"type": "object", "required": ["id"], "properties": {"id": {"type": "integer"}, "é": {"const": "ü"}}}
    text = {"type": "string", "contentMediaType": "application/json; charset=utf-8", "contentSchema": content}
    found = body({"type": "object", "required": ["data"], "properties": {"data": text}})
    data = found.body().value["data"]

    assert {"id": 1, "é": "ü"} == json.loads(data)
    assert "ü" in data
    assert {"id": 1} == json.loads(found.body(Variant.MINIMAL).value["data"])


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"type": "object", "properties": {"a": False, "b": True}}, {"b": {}}),
        ({"type": "object", "additionalProperties": False}, {}),
        ({"type": "array", "items": False}, []),
        ({"type": "string", "enum": [1, 2]}, "1"),
        ({"type": "integer", "enum": []}, 1),
        ({"type": "array", "prefixItems": [{"const": "a"}], "unevaluatedItems": False}, ["a"]),
        ({"anyOf": [{"type": "string"}, {"enum": ["known"]}]}, "known"),
        ({"oneOf": [{"const": 2, "title": "Two"}, {"const": 1, "title": "One"}]}, 2),
        ({"type": "object", "not": {"required": ["x"]}, "properties": {"x": {}, "y": {"const": 1}}}, {"y": 1}),
        (
            {
                "properties": {"k": {"const": "a"}},
                "if": {"required": ["k"]},
                "then": {"required": ["z"], "properties": {"z": {"const": 5}}},
            },
            {"k": "a", "z": 5},
        ),
    ],
)
def test_values_for_what_types_cannot_say(schema: Any, value: Any) -> None:
    """They satisfy the schema, since it is what they are checked against."""
    found = body(schema)

    assert [] == [message for _, message in found.found("example-impossible")]
    assert value == found.body().value
