"""Keywords of JSON Schema that types cannot express: named, and used where what they describe can do no harm."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest
from unit.normalize.build_api import api_of, field_of, shown
from unit.normalize.build_schemas import definitions_of, fields_of, found, schemas_of

from specloom.diagnostics import Diagnostics


@pytest.mark.parametrize(
    ("keyword", "schema"),
    [
        ("not", "{type: string, not: {const: x}}"),
        ("if", "{type: object, if: {required: [a]}, then: {required: [b]}}"),
        ("dependentSchemas", "{type: object, dependentSchemas: {a: {required: [b]}}}"),
        ("dependentRequired", "{type: object, dependentRequired: {a: [b]}}"),
        ("contains", "{type: array, contains: {type: string}}"),
        ("propertyNames", "{type: object, propertyNames: {pattern: '^x'}}"),
        ("unevaluatedItems", "{type: array, contains: {type: string}, unevaluatedItems: false}"),
    ],
)
def test_each_is_named_and_costs_the_operation_its_full_mark(tmp_path: Path, keyword: str, schema: str) -> None:
    """The finding stands at the keyword, and so does the ledger's line."""
    diagnostics = Diagnostics()
    content = f"{{application/json: {{schema: {schema}}}}}"
    api = api_of(
        tmp_path,
        f"paths:\n  /a: {{get: {{responses: {{'200': {{description: ok, content: {content}}}}}}}}}\n",
        diagnostics,
    )
    said = [place.rpartition("/")[2] for _, place in found(diagnostics, "schema-keyword")]

    assert keyword in said
    assert keyword in [entry.origin.pointer.rpartition("/")[2] for entry in api.ledger.entries]


@pytest.mark.parametrize(
    ("schema", "type_"),
    [
        ("{type: object, properties: {a: {type: string}}, unevaluatedProperties: false}", None),
        ("{type: array, prefixItems: [{type: string}], unevaluatedItems: false}", "[string, *never]"),
        ("{prefixItems: [{type: string}], unevaluatedItems: {type: integer}}", "[string, *integer]"),
        ("{type: string, then: {maxLength: 3}}", "string"),
        ("{not: true}", "never"),
        ("{type: object, additionalProperties: false}", "{never}"),
        ("{patternProperties: {'^a': {type: string}, '^b': {type: string}}}", "{string}"),
        ("{patternProperties: {'^a': {type: string}}, additionalProperties: {type: integer}}", "{(integer or string)}"),
        ("{contentMediaType: application/problem+json}", "string"),
        ("{type: string, contentMediaType: text/plain; charset=utf-8}", "string"),
        ("{type: string, contentMediaType: application/pdf}", "binary"),
        ("{type: string, contentMediaType: application/pdf, contentEncoding: base64}", "string(byte)"),
    ],
)
def test_what_is_expressed_needs_no_finding(tmp_path: Path, schema: str, type_: str | None) -> None:
    diagnostics = Diagnostics()
    made = shown(field_of(tmp_path, schema, diagnostics).type)

    assert type_ is None or type_ == made
    assert [] == found(diagnostics)


def test_properties_under_a_condition_are_optional_fields(tmp_path: Path) -> None:
    """Under several conditions they have any of the types; `required` on the whole still counts; own properties come first."""
    api = schemas_of(
        tmp_path,
        """
        T:
          required: [kind, both]
          properties: {kind: {type: string}}
          if: {properties: {kind: {const: a}}}
          then: {properties: {kind: {const: a}, both: {type: string}, a: {type: string}}, required: [a]}
          else: {properties: {both: {type: integer}}}
          allOf:
            - if: {required: [z]}
              then: {$ref: '#/components/schemas/More'}
          dependentSchemas: {kind: {properties: {d: {type: string}}}}
        More: {properties: {m: {type: boolean}}}
        """,
        version="3.1",
    )

    assert {
        "kind": "string",
        "m?": "boolean",
        "both": "(string or integer)",
        "a?": "string",
        "d?": "string",
    } == fields_of(api, "T")


def test_a_condition_alone_describes_an_object(tmp_path: Path) -> None:
    """Without a type, properties in `then` tell what kind of value it is about."""
    text = "T: {if: {required: [a]}, then: {properties: {x: {type: string}}}, else: {properties: {x: {type: integer}}}}"

    assert {"T": "{x?: (string or integer)}"} == definitions_of(tmp_path, text)


@pytest.mark.parametrize("where", ["properties: {f: %s}", "items: %s", "additionalProperties: %s", "allOf: [%s]"])
@pytest.mark.parametrize("schema", ["true", "false"])
def test_booleans_stand_wherever_schemas_do(tmp_path: Path, where: str, schema: str) -> None:
    """`true` allows anything and `false` nothing; neither is a fault."""
    diagnostics = Diagnostics()
    definitions_of(tmp_path, f"T: {{{where % schema}}}", diagnostics)

    assert [] == found(diagnostics)


def test_definitions_inside_of_schemas(tmp_path: Path) -> None:
    """`$defs` is where a schema keeps its own, and changes nothing about the schema it stands in."""
    made = definitions_of(
        tmp_path,
        """
        T:
          $defs: {Name: {type: object, properties: {first: {type: string}}}}
          properties: {name: {$ref: '#/components/schemas/T/$defs/Name'}}
        """,
    )

    assert "{first?: string}" in made.values()
    assert "{name?: " in made["T"]


def test_recursion_ends_wherever_it_passes(tmp_path: Path) -> None:
    """Through arrays, maps, tuples, unions, conditions, and other names."""
    diagnostics = Diagnostics()
    schemas = textwrap.dedent(
        """
        List: {type: array, items: {$ref: '#/components/schemas/List'}}
        Map: {additionalProperties: {$ref: '#/components/schemas/Map'}}
        Pair: {prefixItems: [{$ref: '#/components/schemas/Pair'}, {type: string}]}
        Node: {properties: {next: {$ref: '#/components/schemas/Next'}}}
        Next: {allOf: [{$ref: '#/components/schemas/Node'}], description: another name}
        If: {if: {required: [a]}, then: {properties: {again: {$ref: '#/components/schemas/If'}}}}
        Not: {type: object, not: {$ref: '#/components/schemas/Not'}}
        """
    )
    made = definitions_of(tmp_path, schemas, diagnostics)

    assert {
        "If": "{again?: If}",
        "List": "= [List]",
        "Map": "= {Map}",
        "Next": "= Node",
        "Node": "{next?: Next}",
        "Not": "= {any}",
        "Pair": "= [Pair, string, *any]",
    } == made
    assert {"schema-keyword"} == {code for code, _ in found(diagnostics)}


def test_deep_nesting(tmp_path: Path) -> None:
    """Forty objects inside one another are a value like any other."""
    schema = "{type: string}"
    for _ in range(40):
        schema = f"{{type: object, properties: {{p: {schema}}}}}"

    assert 40 == len(schemas_of(tmp_path, f"T: {schema}").types)
