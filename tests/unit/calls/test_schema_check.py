"""Whether a value satisfies its schema: directions, references, hostile schemas and values."""

from __future__ import annotations

import time
from typing import Any

import pytest

from specloom.calls.schema_check import SchemaChecker
from specloom.ir.types import Direction

REQUEST, RESPONSE = Direction.REQUEST, Direction.RESPONSE
USER = {
    "type": "object",
    "required": ["id", "name", "password"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "readOnly": True},
        "name": {"type": "string"},
        "password": {"$ref": "#/$defs/Secret"},
        "both": {"readOnly": True, "writeOnly": True},
    },
}
SCHEMAS: dict[str, Any] = {
    "User": USER,
    "Secret": {"type": "string", "writeOnly": True},
    "Users": {"type": "array", "items": {"$ref": "#/$defs/User"}},
    "Extended": {"allOf": [{"$ref": "#/$defs/Named"}, {"properties": {"id": {"readOnly": True}}}]},
    "Named": {"type": "object", "required": ["id", "name"], "properties": {"id": {}, "name": {}}},
    "Tree": {"type": "object", "properties": {"child": {"$ref": "#/$defs/Tree"}}},
    "a/b~c%41 d": {"type": "integer"},
    "Odd": {"$ref": "#/$defs/a~1b~0c%41 d"},
    "Into": {"$ref": "#/$defs/User/properties/name"},
}


@pytest.mark.parametrize(
    ("direction", "value", "valid"),
    [
        (REQUEST, {"name": "a", "password": "p"}, True),
        (REQUEST, {"id": "1", "name": "a", "password": "p"}, False),
        (REQUEST, {"name": "a"}, False),
        (REQUEST, {"name": "a", "password": "p", "both": 1}, True),
        (RESPONSE, {"id": "1", "name": "a"}, True),
        (RESPONSE, {"id": "1", "name": "a", "password": "p"}, False),
        (RESPONSE, {"name": "a"}, False),
    ],
)
def test_directions(direction: Direction, value: Any, valid: bool) -> None:
    """Read-only properties do not exist in requests, write-only ones not in responses; a reference is looked through."""
    checker = SchemaChecker(SCHEMAS)

    assert valid == (checker.problem("/User", value, direction) is None)
    assert valid == checker.accepts("/Users", [value], direction)


def test_a_part_cannot_require_what_another_part_hides() -> None:
    """`required` in one part of an allOf, `readOnly` in another."""
    checker = SchemaChecker(SCHEMAS)

    assert checker.accepts("/Extended", {"name": "a"}, REQUEST)
    assert not checker.accepts("/Extended", {"name": "a"}, RESPONSE)
    assert not checker.accepts("/Named", {"name": "a"}, REQUEST)


@pytest.mark.parametrize(("pointer", "good", "bad"), [("/Odd", 1, "1"), ("/a~1b~0c%41 d", 1, "1"), ("/Into", "a", 1)])
def test_references(pointer: str, good: Any, bad: Any) -> None:
    """Keys that need escaping, and references to a place inside of another schema."""
    checker = SchemaChecker(SCHEMAS)

    assert checker.accepts(pointer, good, REQUEST)
    assert not checker.accepts(pointer, bad, REQUEST)


def test_a_place_inside_of_a_schema() -> None:
    """A pointer may go on below the key."""
    checker = SchemaChecker(SCHEMAS)

    assert checker.problem("/User/properties/name", 1, REQUEST) == '1 is not of type "string"'
    assert checker.problem("/Users/items", {"id": "1", "name": 1}, RESPONSE) == 'at /name: 1 is not of type "string"'


@pytest.mark.parametrize("pointer", [None, "/Nothing", "/User/properties/nothing"])
def test_without_a_schema_everything_is_fine(pointer: str | None) -> None:
    """What no schema speaks of cannot break one."""
    assert SchemaChecker(SCHEMAS).problem(pointer, {"a": 1}, REQUEST) is None


@pytest.mark.parametrize(
    ("form", "good", "bad"),
    [
        ("date", "2024-02-29", "2023-02-29"),
        ("date-time", "2024-01-01T00:00:00Z", "2024-01-01 00:00"),
        ("email", "a@b.test", "a"),
        ("uuid", "123e4567-e89b-42d3-a456-426614174000", "1"),
        ("uri", "https://x.test", "x y"),
        ("ipv4", "192.0.2.1", "192.0.2.256"),
        ("unheard-of", "x", None),
    ],
)
def test_formats_are_checked(form: str, good: str, bad: str | None) -> None:
    """The standard formats are; others are not known and pass."""
    checker = SchemaChecker({"S": {"type": "string", "format": form}})

    assert checker.accepts("/S", good, REQUEST)
    assert bad is None or not checker.accepts("/S", bad, REQUEST)


@pytest.mark.parametrize("pattern", ["^(a+)+$", "^(a|aa)+$", "(x+x+)+y", "^(?=(a+)+$)(a+)+\\1$", "a{1,1000}{1,1000}"])
def test_hostile_patterns_end(pattern: str) -> None:
    """A pattern that backtracks for ever in other engines costs nothing here."""
    checker = SchemaChecker({"S": {"type": "string", "pattern": pattern}})
    start = time.monotonic()
    checker.problem("/S", "a" * 5000 + "!", REQUEST)

    assert time.monotonic() - start < 2


def test_a_pattern_that_is_none_is_dropped() -> None:
    """The other keywords beside it still count, and so do all other schemas."""
    schemas = {
        "S": {"type": "string", "pattern": "(["},
        "M": {"patternProperties": {"([": False}},
        "I": {"type": "integer"},
    }
    checker = SchemaChecker(schemas)

    assert checker.accepts("/S", "x", REQUEST)
    assert not checker.accepts("/S", 1, REQUEST)
    assert checker.accepts("/M", {"x": 1}, REQUEST)
    assert not checker.accepts("/I", "x", REQUEST)


def nested(depth: int) -> Any:
    value: Any = {}
    for _ in range(depth):
        value = {"child": value}
    return value


@pytest.mark.parametrize("depth", [1_000, 50_000])
def test_deep_values_are_refused(depth: int) -> None:
    """Nothing recurses on them, here or later."""
    problem = SchemaChecker(SCHEMAS).problem("/Tree", nested(depth), REQUEST)

    assert problem is not None
    assert "levels deep" in problem


def test_deep_schemas_are_survived() -> None:
    """A schema nested beyond what the library compiles cannot be checked; the rest still is."""
    deep: Any = {"type": "string"}
    for _ in range(400):
        deep = {"type": "array", "items": deep}
    checker = SchemaChecker({"Deep": deep, "I": {"type": "integer"}})

    assert checker.accepts("/Deep", [[[]]], REQUEST)
    assert not checker.accepts("/I", "x", REQUEST)


@pytest.mark.parametrize("value", ["\ud800", float("nan"), 10**400])
def test_values_that_are_no_json(value: Any) -> None:
    """A lone surrogate, not-a-number and huge numbers do not raise."""
    checker = SchemaChecker({"S": {"type": "boolean"}})

    assert checker.problem("/S", value, REQUEST) is not None


def test_long_messages_are_cut() -> None:
    """The end, which says what is wrong, is kept."""
    checker = SchemaChecker({"S": {"type": "integer"}})
    problem = checker.problem("/S", "x" * 10_000, REQUEST)

    assert problem is not None
    assert len(problem) < 300
    assert problem.endswith('is not of type "integer"')
