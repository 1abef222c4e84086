"""Enumerations: which values, whether others may come, and what the author called them."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import field_of, shown
from unit.normalize.build_schemas import definitions_of, found, schemas_of

from specloom.diagnostics import Diagnostics
from specloom.ir.types import Enum, Literal, ScalarKind


@pytest.mark.parametrize(
    ("schema", "type_", "codes"),
    [
        ("{type: string, enum: [1, 2.5, true]}", "'1'|'2.5'|'true'|...", ["enum-type"]),
        ("{type: integer, enum: ['1', '2']}", "1|2|...", ["enum-type"]),
        ("{type: string, enum: [a, 1]}", "'a'|...", ["enum-type"]),
        ("{type: integer, enum: [a]}", "'a'|...", []),
        ("{type: string, enum: []}", "string", ["enum-empty"]),
        ("{enum: [1, a, true, null]}", "1|'a'|True|...?", []),
        ("{type: number, enum: [1, 1.0, 2.5, 1]}", "1|2.5|...", []),
        ("{type: boolean, enum: [true]}", "True", []),
        ("{enum: [1, true]}", "1|True|...", []),
        ("{const: {a: 1}}", "{'a': 1}", []),
    ],
)
def test_values(tmp_path: Path, schema: str, type_: str, codes: list[str]) -> None:
    """Values that cannot be are read as what they must be, or left out; equal values count once."""
    diagnostics = Diagnostics()

    assert type_ == shown(field_of(tmp_path, schema, diagnostics).type)
    assert codes == [code for code, _ in found(diagnostics)]


def test_what_a_type_reads_is_what_values_are_checked_against(tmp_path: Path) -> None:
    """Or no example would satisfy the schema."""
    api = schemas_of(tmp_path, "A: {type: string, enum: [1, 2]}\nB: {type: string, enum: []}\n")

    assert [{"type": "string", "enum": ["1", "2"]}, {"type": "string"}] == [api.schemas["A"], api.schemas["B"]]


@pytest.mark.parametrize(
    ("schema", "by_default", "closed"),
    [
        ("{type: string, enum: [a, b]}", True, False),
        ("{const: a}", False, False),
        ("{type: boolean, enum: [true, false]}", False, False),
        ("{type: string, x-extensible-enum: [a, b]}", True, True),
        ("{type: string, enum: [a], x-extensible-enum: true}", True, True),
        ("{type: string, enum: [a], x-ms-enum: {modelAsString: true}}", True, True),
        ("{type: string, enum: [a], x-ms-enum: {modelAsString: false}}", False, False),
        ("{type: string, enum: [a], x-speakeasy-unknown-values: allow}", True, True),
        ("{anyOf: [{type: string}, {enum: [a, b]}]}", True, True),
        ("{oneOf: [{const: a}, {const: b}]}", True, False),
    ],
)
def test_openness(tmp_path: Path, schema: str, by_default: bool, closed: bool) -> None:
    """The document's word counts first, then that of the config; without one others may come, but for a constant."""
    found = [
        definition
        for is_closed in (False, True)
        for definition in schemas_of(tmp_path, f"T: {schema}", closed=is_closed).types.values()
        if isinstance(definition, Enum)
    ]

    assert [by_default, closed] == [definition.open for definition in found]


def test_words_of_vendors(tmp_path: Path) -> None:
    """Names and descriptions by place or by value; the place counts in the list as it is written."""
    made = schemas_of(
        tmp_path,
        """
        A: {type: integer, enum: [1, 2, 2], x-enum-varnames: [ONE, TWO, ZWEI], x-enum-descriptions: [first, second, third]}
        B: {type: string, enum: [1, 2], x-enumNames: [one, two]}
        C: {type: string, enum: [a, 5, b], x-enum-names: [A, FIVE, B]}
        D: {type: string, enum: [a], x-ms-enum: {values: [{value: a, name: Alpha, description: the first}]}}
        E: {type: string, enum: [a], x-enum-descriptions: {a: by value}}
        """,
    ).types
    words = {
        key: [(each.value, each.name_hint, each.description) for each in definition.members]
        for key, definition in made.items()
        if isinstance(definition, Enum)
    }

    assert {
        "A": [(1, "ONE", "first"), (2, "ZWEI", "third")],
        "B": [("1", "one", ""), ("2", "two", "")],
        "C": [("a", "A", ""), ("b", "B", "")],
        "D": [("a", "Alpha", "the first")],
        "E": [("a", "", "by value")],
    } == words


def test_a_thousand_values(tmp_path: Path) -> None:
    """Order and values stay; the kind is what they share."""
    values = [f"value {number}" for number in range(1000)]
    type_ = field_of(tmp_path, f"{{enum: {values!r}}}").type

    assert isinstance(type_, Literal)
    assert (values, ScalarKind.STRING) == ([each.value for each in type_.members], type_.kind)


def test_null_alone(tmp_path: Path) -> None:
    """A constant null is the type null."""
    assert {"A": "= null?", "B": "= null?"} == definitions_of(tmp_path, "A: {const: null}\nB: {enum: [null, null]}\n")
