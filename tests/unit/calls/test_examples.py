"""Which value is chosen, and where it comes from."""

from __future__ import annotations

from typing import Any

import pytest
from unit.calls.described import Prepared, body, prepared_operation, responding, with_parameter

from specloom.calls.model import ExampleOrigin, Variant

SPEC, SYNTHESIZED = ExampleOrigin.SPEC, ExampleOrigin.SYNTHESIZED
MINIMAL, FULL = Variant.MINIMAL, Variant.FULL
PET: dict[str, Any] = {
    "type": "object",
    "required": ["name"],
    "properties": {"id": {"type": "integer", "readOnly": True}, "name": {"type": "string"}, "tag": {"type": "string"}},
}


def value(schema: Any, variant: Variant = FULL, **schemas: Any) -> Any:
    return body(schema, schemas=schemas).body(variant).value


def test_an_example_of_the_content_comes_first() -> None:
    """Before those of the schema; it has its name and its place."""
    found = body(PET | {"examples": [{"name": "schema"}]}, examples={"one": {"value": {"name": "content"}}}).body()

    assert ({"name": "content"}, SPEC, "one") == (found.value, found.origin, found.name)
    assert found.location is not None


def test_a_minimal_value_is_cut_out_of_a_given_one() -> None:
    """Required properties only, all of them given."""
    found = body(PET, example={"tag": "t", "name": "Rex"})

    assert ({"name": "Rex"}, SPEC) == (found.body(MINIMAL).value, found.body(MINIMAL).origin)
    assert {"name": "Rex", "tag": "t"} == found.body(FULL).value


def test_the_minimum_is_not_taken_where_it_is_invalid() -> None:
    """Then the whole example stands."""
    schema = PET | {"minProperties": 2}

    assert {"name": "Rex", "tag": "t"} == body(schema, example={"name": "Rex", "tag": "t"}).body(MINIMAL).value


def test_an_invalid_example_is_reported_and_not_used() -> None:
    """With the path inside of it, once, although it is looked at for two variants."""
    found = body(PET, example={"name": 1})

    assert {"name": "name", "tag": "tag"} == found.body().value
    assert 1 == len(found.found("example-invalid"))
    assert 'at /name: 1 is not of type "string"' in found.found("example-invalid")[0][1]
    assert found.found("example-invalid")[0][0].endswith("/content/application~1json/example")


def test_the_first_valid_one_of_several() -> None:
    """The others that are invalid are reported all the same."""
    found = body(PET, examples={"a": {"value": 1}, "b": {"value": {"name": "b"}}, "c": {"value": {"name": 2}}})

    assert ("b", 2) == (found.body().name, len(found.found("example-invalid")))


@pytest.mark.parametrize(("place", "told"), [("odd", ["/components/schemas/odd/example"]), ("pet", [])])
def test_examples_of_components(place: str, told: list[str]) -> None:
    """Those of schemas that something uses are checked; about the others only `lint` has something to say."""
    schemas = {"odd": {"type": "integer", "example": "x"}, "pet": PET}
    found = body({"$ref": f"#/components/schemas/{place}"}, schemas=schemas)

    assert told == [pointer for pointer, _ in found.found("example-invalid")]


def test_leaked_references() -> None:
    """An object with `$ref` in an example is what a bundler left behind; no page shows it."""
    found = body(PET, example={"name": "a", "extra": {"$ref": "#/components/schemas/X"}})

    assert {"name": "name", "tag": "tag"} == found.body().value
    assert "$ref" in found.found("example-invalid")[0][1]


def test_a_property_may_be_called_ref() -> None:
    """Where the schema has such a property, it is data."""
    schema = {"type": "object", "properties": {"$ref": {"type": "string"}}}

    assert {"$ref": "#/x"} == body(schema, example={"$ref": "#/x"}).body().value


def test_directions() -> None:
    """A read-only property is left out of a request, and out of an example for one; a response has it."""
    example = {"id": 7, "name": "Rex"}

    assert {"name": "Rex"} == body(PET, example=example).body().value
    assert {"id": 7, "name": "Rex"} == responding(PET, example=example).response().value
    assert {"name": "name", "tag": "tag"} == value(PET)
    assert {"id": 1, "name": "name", "tag": "tag"} == responding(PET).response().value


def test_the_order_of_the_fields() -> None:
    """That of the schema, whatever the order in an example."""
    assert ["name", "tag", "x"] == list(body(PET, example={"x": 1, "tag": "t", "name": "n"}).body().value)


@pytest.mark.parametrize(
    ("schema", "expected", "origin"),
    [
        ({"type": "string", "example": "e", "default": "d"}, "e", SPEC),
        ({"type": "string", "enum": ["x", "y"], "default": "y"}, "x", SPEC),
        ({"const": 5}, 5, SPEC),
        ({"type": "integer", "default": 3}, 3, SPEC),
        ({"type": "integer", "default": "3"}, 1, SYNTHESIZED),
        ({"type": ["string", "null"]}, "p", SYNTHESIZED),
        ({"enum": [None, "a"]}, "a", SPEC),
        ({"type": "boolean"}, True, SYNTHESIZED),
    ],
)
def test_leaves(schema: Any, expected: Any, origin: ExampleOrigin) -> None:
    """Example, enumeration, const, default, and only then something invented."""
    found = body({"type": "object", "properties": {"p": schema}}).body()

    assert ({"p": expected}, origin) == (found.value, found.origin)


def test_one_invented_leaf_makes_a_value_synthesized() -> None:
    """A page may say "from the description" only if all of it is."""
    given = {"type": "string", "example": "a"}

    assert SPEC is body({"type": "object", "properties": {"a": given}}).body().origin
    assert SYNTHESIZED is body({"type": "object", "properties": {"a": given, "b": {"type": "string"}}}).body().origin


TREE = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"type": "string"},
        "parent": {"$ref": "#/components/schemas/Tree"},
        "children": {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}},
        "by": {"type": "object", "additionalProperties": {"$ref": "#/components/schemas/Tree"}},
    },
}


def test_recursion_ends_at_the_first_optional_edge() -> None:
    """A property is left out, a list and a map are empty."""
    assert {"name": "name", "children": [], "by": {}} == value({"$ref": "#/components/schemas/Tree"}, Tree=TREE)


def test_recursion_that_is_required() -> None:
    """Null ends it, or another variant; without either it is impossible, and said so."""
    nullable = {"type": "object", "required": ["next"], "properties": {"next": {}}}
    nullable["properties"] = {"next": {"anyOf": [{"$ref": "#/components/schemas/List"}, {"type": "null"}]}}
    endless = {"type": "object", "required": ["n"], "properties": {"n": {"$ref": "#/components/schemas/List"}}}

    assert {"next": None} == value({"$ref": "#/components/schemas/List"}, List=nullable)
    found = body({"$ref": "#/components/schemas/List"}, schemas={"List": endless})
    assert 1 == len(found.found("example-impossible"))


def test_mutual_recursion_is_composed_the_same_wherever_it_begins() -> None:
    """What is remembered of one place does not leak into another, where other definitions are open."""
    schemas = {
        "A": {"type": "object", "properties": {"b": {"$ref": "#/components/schemas/B"}, "x": {"const": 1}}},
        "B": {"type": "object", "properties": {"a": {"$ref": "#/components/schemas/A"}, "y": {"const": 2}}},
    }
    pair = {"type": "object", "properties": {name: {"$ref": f"#/components/schemas/{name}"} for name in "AB"}}

    assert {
        "A": {"b": {"y": 2}, "x": 1},
        "B": {"a": {"x": 1}, "y": 2},
    } == value(pair, **schemas)


def test_a_wide_type_is_cut_to_a_readable_size() -> None:
    """Ten levels of ten properties would be ten thousand million values."""
    schemas: dict[str, Any] = {"L10": {"type": "string"}}
    for level in range(10):
        properties = {f"p{index}": {"$ref": f"#/components/schemas/L{level + 1}"} for index in range(10)}
        schemas[f"L{level}"] = {"type": "object", "properties": properties}
    found = body({"$ref": "#/components/schemas/L0"}, schemas=schemas)

    assert 10 < str(found.body().value).count("p") < 2000
    assert [] == found.found("example-impossible")


def test_deep_schemas() -> None:
    """Nesting without an end in sight does not end in a RecursionError."""
    schema: Any = {"type": "string"}
    for _ in range(80):
        schema = {"type": "object", "required": ["a"], "properties": {"a": schema}}

    assert isinstance(body(schema).body().value, dict)


UNION_SCHEMAS = {
    "Cat": {"type": "object", "required": ["kind"], "properties": {"kind": {"type": "string"}, "lives": {"const": 9}}},
    "Dog": {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"type": "string"}, "bark": {"const": True}},
    },
}
UNION = {"oneOf": [{"$ref": "#/components/schemas/Dog"}, {"$ref": "#/components/schemas/Cat"}]}


def test_a_discriminator_has_the_tag_of_its_variant() -> None:
    """By `mapping`, else by the component's name."""
    mapped = UNION | {"discriminator": {"propertyName": "kind", "mapping": {"dog": "#/components/schemas/Dog"}}}
    closed = {name: schema | {"additionalProperties": False} for name, schema in UNION_SCHEMAS.items()}

    assert {"kind": "dog", "bark": True} == value(mapped, **closed)
    assert {"kind": "Dog", "bark": True} == value(UNION | {"discriminator": {"propertyName": "kind"}}, **closed)


def test_exactly_one_variant_matches() -> None:
    """A minimal value that fits both variants of a oneOf is no value of it; a fuller one is."""
    schemas = {
        "A": {"type": "object", "properties": {"a": {"type": "integer"}}, "additionalProperties": False},
        "B": {"type": "object", "properties": {"b": {"type": "integer"}}, "additionalProperties": False},
    }
    union = {"oneOf": [{"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}]}
    found = body(union, schemas=schemas)

    assert {"a": 1} == found.body(MINIMAL).value
    assert [] == found.found("example-impossible")


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "array", "items": {"type": "integer"}}, [1]),
        ({"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": True}, [1, 2, 3]),
        ({"type": "array", "items": {"enum": ["a", "b"]}, "minItems": 2, "uniqueItems": True}, ["a", "b"]),
        ({"type": "array", "items": {"type": "integer"}, "maxItems": 0}, []),
        ({"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "items": False}, [1, "value"]),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, {"name": 1}),
        ({"type": "object", "additionalProperties": {"type": "integer"}, "minProperties": 2}, {"name": 1, "name-2": 1}),
        (
            {"type": "object", "patternProperties": {"^x-[a-z]{2}$": {"const": 1}}, "additionalProperties": False},
            {"x-ab": 1},
        ),
        ({"type": "object", "propertyNames": {"enum": ["de", "en"]}, "additionalProperties": {"const": 1}}, {"de": 1}),
        ({}, {}),
        (True, {}),
    ],
)
def test_structures(schema: Any, expected: Any) -> None:
    """Lists, tuples and maps with as little as says what they are."""
    assert expected == value(schema)


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"required": ["a"], "maxProperties": 1}, {"a": 1}),
        ({"dependentRequired": {"a": ["b"]}}, {"a": 1, "b": 2, "c": 3}),
        ({"not": {"required": ["c"]}}, {"a": 1, "b": 2}),
        ({"oneOf": [{"required": ["a"]}, {"required": ["b"]}]}, {"a": 1, "c": 3}),
        ({"if": {"required": ["a"]}, "then": {"not": {"required": ["b"]}}}, {"a": 1, "c": 3}),
    ],
)
def test_constraints_that_no_type_expresses(schema: Any, expected: Any) -> None:
    """Fields are left out until the schema is satisfied."""
    fields = {"a": {"const": 1}, "b": {"const": 2}, "c": {"const": 3}}

    assert expected == value({"type": "object", "properties": fields} | schema)


@pytest.mark.parametrize("schema", [{"anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, {"minProperties": 1}])
def test_a_minimal_value_gets_what_it_lacks(schema: Any) -> None:
    """Nothing is required by itself, something is required all the same."""
    fields = {"a": {"const": 1}, "b": {"const": 2}}

    assert {"a": 1} == value({"type": "object", "properties": fields} | schema, MINIMAL)


@pytest.mark.parametrize(
    "schema",
    [
        False,
        {"type": "integer", "minimum": 5, "maximum": 4},
        {"type": "string", "pattern": "^b$a"},
        {"allOf": [{"type": "string"}, {"type": "integer"}]},
        {"type": "array", "items": {"type": "integer", "minimum": 2, "maximum": 1}, "minItems": 1},
    ],
)
def test_the_impossible_is_said_once(schema: Any) -> None:
    """There is still a call, and a finding that names the place."""
    found = body({"type": "object", "required": ["p"], "properties": {"p": schema}})

    assert 1 == len(found.found("example-impossible"))
    assert "go" in found.calls.calls


def test_one_bad_operation_does_not_stop_the_rest() -> None:
    """An impossible parameter beside a good one."""
    schema = {"type": "string", "pattern": "^b$a"}
    parameters = [{"name": name, "in": "query", "required": True, "schema": schema} for name in "ab"]
    parameters.append({"name": "c", "in": "query", "required": True, "schema": {"type": "integer"}})
    found = prepared_operation({"parameters": parameters}, method="get")

    assert found.call.request.url.endswith("&c=1")


@pytest.mark.parametrize(
    ("parameter", "query"),
    [
        ({"schema": {"type": "string", "default": "d"}}, "p=d"),
        ({"schema": {"type": "string", "example": "s"}, "example": "e"}, "p=e"),
        ({"schema": {"type": "array", "items": {"type": "string"}}, "example": "a,b"}, "p=p"),
        ({"schema": {}}, "p=p"),
        ({"schema": {"type": "object"}}, "name=p"),
    ],
)
def test_parameters(parameter: dict[str, Any], query: str) -> None:
    """Their own example, their schema's, their default; never nothing where something is required."""
    assert query == with_parameter(**parameter).call.request.url.partition("?")[2]


def test_patterns_that_nothing_can_check_are_reported_once() -> None:
    """At the property that has it."""
    found: Prepared = body({"type": "object", "properties": {"p": {"type": "string", "pattern": "(["}}})

    assert 1 == len(found.found("pattern-invalid"))
    assert found.found("pattern-invalid")[0][0].endswith("/properties/p")
    assert {"p": "p"} == found.body().value
