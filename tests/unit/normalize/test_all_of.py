"""`allOf`: parts that hold together, parts that cannot, and parts that lead back to where they stand."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import field_of, shown
from unit.normalize.build_schemas import definitions_of, fields_of, found, schemas_of

from specloom.diagnostics import Diagnostics, Severity
from specloom.ir.types import Object


def test_a_property_of_two_parts_satisfies_both(tmp_path: Path) -> None:
    """The type of one and the bounds of the other; objects are merged; one target is that target."""
    api = schemas_of(
        tmp_path,
        """
        T: {allOf: [{$ref: '#/components/schemas/A'}, {allOf: [{$ref: '#/components/schemas/B'}]}], required: [n]}
        A:
          properties:
            n: {type: number, minimum: 1}
            o: {type: object, properties: {x: {type: string}}}
            s: {$ref: '#/components/schemas/S'}
        B:
          properties:
            n: {type: integer, maximum: 9}
            o: {properties: {y: {type: string}}}
            s: {$ref: '#/components/schemas/S'}
        S: {type: string}
        """,
    )
    definition = api.types["T"]
    assert isinstance(definition, Object)
    number = definition.fields[0].type
    nested = next(key for key in api.types if "properties/o" in key and len(fields_of(api, key)) == 2)

    assert ("integer", 1, 9) == (shown(number), number.bounds.minimum, number.bounds.maximum)
    assert {"n": "integer", "o?": nested, "s?": "S"} == fields_of(api, "T")
    assert {"x?": "string", "y?": "string"} == fields_of(api, nested)


@pytest.mark.parametrize(
    "schema",
    [
        "{allOf: [{type: string}, {type: integer}]}",
        "{allOf: [{type: string, enum: [a]}, {type: string, enum: [b]}]}",
    ],
)
def test_a_conflict_names_both_places(tmp_path: Path, schema: str) -> None:
    """The finding stands at the second part and shows the first."""
    diagnostics = Diagnostics(lenient=True)
    field_of(tmp_path, schema, diagnostics)
    (conflict,) = [finding for finding in diagnostics if finding.code.name == "allof-conflict"]
    related = [place.pointer for _, place, _ in conflict.related if place is not None]

    assert conflict.location is not None
    assert "/components/schemas/T/properties/f/allOf/1" == conflict.location.pointer
    assert ["/components/schemas/T/properties/f/allOf/0"] == related


def test_a_closed_part_forbids_what_the_others_describe(tmp_path: Path) -> None:
    """`additionalProperties: false` looks at its own properties only."""
    diagnostics = Diagnostics(lenient=True)
    closed = "{properties: {a: {}}, additionalProperties: false}"
    definitions_of(tmp_path, f"T: {{allOf: [{closed}, {{properties: {{a: {{}}, b: {{}}}}}}]}}", diagnostics)
    (finding,) = [each for each in diagnostics if each.code.name == "allof-closed"]

    assert "'b'" in finding.message
    assert "'a'" not in finding.message


@pytest.mark.parametrize(
    ("schema", "version", "type_"),
    [
        ("{type: object, allOf: [{$ref: '#/components/schemas/Other'}], description: x}", "3.0", "Other"),
        ("{allOf: [{$ref: '#/components/schemas/Other'}, {description: x}, {}, true]}", "3.1", "Other"),
        ("{$ref: '#/components/schemas/Other', $comment: x, $defs: {}}", "3.1", "Other"),
        ("{allOf: [true, {type: string}]}", "3.1", "string"),
        ("{allOf: [false, {type: string}]}", "3.1", "never"),
        (
            "{allOf: [{additionalProperties: {type: string}}, {additionalProperties: {maxLength: 3}}]}",
            "3.1",
            "{string}",
        ),
    ],
)
def test_parts_that_say_nothing_are_not_there(tmp_path: Path, schema: str, version: str, type_: str) -> None:
    """A reference with words beside it is that reference, and gets no definition of its own."""
    assert type_ == shown(field_of(tmp_path, schema, version=version).type)


def test_two_unions_give_every_pair(tmp_path: Path) -> None:
    """`allOf: [{oneOf: [a, b]}, {oneOf: [c, d]}]` is four things; unions that only require say nothing."""
    api = schemas_of(
        tmp_path,
        """
        T:
          allOf:
            - oneOf: [{title: A, properties: {a: {}}, required: [a]}, {title: B, properties: {b: {}}, required: [b]}]
            - anyOf: [{title: C, properties: {c: {}}, required: [c]}, {title: D, properties: {d: {}}, required: [d]}]
            - anyOf: [{required: [a, c]}, {required: [b]}]
        """,
    )
    pairs = [list(fields_of(api, key)) for key in api.types if key != "T"]

    assert [["a", "c"], ["a", "d"], ["b", "c"], ["b", "d"]] == sorted(pairs)


def test_a_part_that_leads_back_is_left_out(tmp_path: Path) -> None:
    """The rest of each schema stays, each ring is reported, and no operation with it counts as full."""
    diagnostics = Diagnostics()
    made = definitions_of(
        tmp_path,
        """
        A: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {x: {type: string}}}]}
        B: {allOf: [{$ref: '#/components/schemas/C'}, {properties: {b: {type: string}}}]}
        C: {allOf: [{$ref: '#/components/schemas/B'}, {properties: {c: {type: string}}}]}
        """,
        diagnostics,
    )

    assert {"A": "{x?: string}", "B": "{c?: string, b?: string}", "C": "{b?: string, c?: string}"} == made
    assert {("schema-circular", f"/components/schemas/{each}/allOf/0/$ref") for each in "ABC"} == set(
        found(diagnostics)
    )


def test_a_ring_is_in_the_ledger(tmp_path: Path) -> None:
    """An operation whose schema was cut is degraded."""
    from unit.normalize.build_api import api_of

    api = api_of(
        tmp_path,
        """
        paths:
          /a:
            get:
              responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/A'}}}}}
        components:
          schemas:
            A: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {x: {type: string}}}]}
        """,
    )

    assert {"schema-circular"} == {entry.code for entry in api.ledger.entries}


def test_names_for_each_other_define_nothing(tmp_path: Path) -> None:
    """A is B and B is A: an error, wherever the ring begins."""
    diagnostics = Diagnostics(lenient=True)
    made = definitions_of(
        tmp_path,
        """
        A: {allOf: [{$ref: '#/components/schemas/B'}]}
        B: {$ref: '#/components/schemas/A', description: also A}
        """,
        diagnostics,
    )

    assert {"A": "= any", "B": "= any"} == made
    assert {("ref-circular", Severity.ERROR)} == {
        (each.code.name, each.severity)
        for each in diagnostics
        if each.severity >= Severity.WARNING
        if each.code.name != "no-operations"
    }


@pytest.mark.parametrize(
    ("version", "schema", "codes"),
    [
        ("3.0", "{$ref: '#/components/schemas/Word', maxLength: 3}", ["ref-siblings"]),
        ("3.0", "{$ref: '#/components/schemas/Word', description: x, example: y}", []),
        ("3.0", "{$ref: '#/components/schemas/Word', type: string}", []),
        ("3.1", "{$ref: '#/components/schemas/Word', maxLength: 3}", []),
    ],
)
def test_keywords_beside_a_reference(tmp_path: Path, version: str, schema: str, codes: list[str]) -> None:
    """Until 3.0 they are ignored, which is said where they would restrict something; from 3.1 on they count."""
    diagnostics = Diagnostics()
    type_ = field_of(tmp_path, schema, diagnostics, version=version).type

    assert codes == [code for code, _ in found(diagnostics)]
    assert (3 if version == "3.1" else None) == type_.bounds.max_length
