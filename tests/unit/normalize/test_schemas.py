"""Schemas become types: every dialect of nullable, composition, unions, enumerations."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import api_of, definition_of, field_of, shown

from specloom.diagnostics import Diagnostics
from specloom.ir.types import Access, Alias, Enum, Object, Union


@pytest.mark.parametrize(
    ("version", "schema", "type_"),
    [
        ("3.0", "{type: string, nullable: true}", "string?"),
        ("3.1", "{type: [string, 'null']}", "string?"),
        ("3.1", "{type: ['null']}", "null"),
        ("3.1", "{oneOf: [{type: string}, {type: 'null'}]}", "string?"),
        ("3.1", "{anyOf: [{$ref: '#/components/schemas/Other'}, {type: 'null'}]}", "Other?"),
        ("3.0", "{nullable: true, allOf: [{$ref: '#/components/schemas/Other'}]}", "Other?"),
        ("3.0", "{type: string, enum: [a, b], nullable: true}", "'a'|'b'|...?"),
        ("3.1", "{enum: [a, null]}", "'a'|...?"),
        ("3.1", "{type: [string, integer]}", "(string or integer)"),
        ("3.1", "{const: 5}", "5"),
        ("3.1", "{enum: [1, 2.5]}", "1|2.5|..."),
        ("3.1", "true", "any"),
        ("3.1", "false", "never"),
        ("3.1", "{}", "any"),
        ("3.1", "{description: x}", "any"),
        ("3.1", "{type: array}", "[any]"),
        ("3.1", "{items: {type: integer, format: int64}}", "[integer(int64)]"),
        (
            "3.1",
            "{type: array, prefixItems: [{type: string}, {type: integer}], items: false}",
            "[string, integer, *never]",
        ),
        ("3.1", "{type: object}", "{any}"),
        ("3.1", "{type: object, additionalProperties: {type: number}}", "{number}"),
        ("3.1", "{type: object, patternProperties: {'^x': {type: boolean}}}", "{boolean}"),
        ("3.0", "{type: string, format: binary}", "binary(binary)"),
        ("3.1", "{type: string, contentMediaType: image/png}", "binary"),
        ("3.1", "{type: string, contentEncoding: base64}", "string(byte)"),
        (
            "3.1",
            "{oneOf: [{type: integer}, {type: string}, {$ref: '#/components/schemas/Other'}]}",
            "(integer or string or Other)",
        ),
        ("3.1", "{allOf: [{$ref: '#/components/schemas/Word'}], description: x}", "Word"),
        ("3.1", "{$ref: '#/components/schemas/Word', description: x}", "Word"),
        ("3.1", "{$ref: '#/components/schemas/Word', maxLength: 3}", "string"),
        ("3.1", "{allOf: [{type: number}, {type: integer}]}", "integer"),
    ],
)
def test_types(tmp_path: Path, version: str, schema: str, type_: str) -> None:
    """One notation for each meaning, whatever the dialect."""

    assert type_ == shown(field_of(tmp_path, schema, version=version).type)


def test_allof_merges_fields_required_and_bounds(tmp_path: Path) -> None:
    """Parts come first, the schema's own keywords last; the tightest bound holds."""
    found = definition_of(
        tmp_path,
        """
        T:
          allOf:
            - $ref: '#/components/schemas/Base'
            - type: object
              required: [id]
              properties:
                name: {maxLength: 5}
          properties: {extra: {type: boolean}}
        Base:
          type: object
          required: [name]
          properties:
            id: {type: string}
            name: {type: string, maxLength: 9, minLength: 1}
        """,
    )

    assert isinstance(found, Object)
    assert [("id", True), ("name", True), ("extra", False)] == [
        (each.wire_name, each.required) for each in found.fields
    ]
    assert (1, 5) == (found.fields[1].type.bounds.min_length, found.fields[1].type.bounds.max_length)


def test_exclusive_bounds_of_3_0_are_numbers(tmp_path: Path) -> None:
    """A boolean `exclusiveMinimum` moves the bound."""
    bounds = field_of(
        tmp_path, "{type: integer, minimum: 1, exclusiveMinimum: true, maximum: 9}", version="3.0"
    ).type.bounds

    assert (None, 1, 9) == (bounds.minimum, bounds.exclusive_minimum, bounds.maximum)


def test_the_only_variant_beside_null_keeps_its_bounds(tmp_path: Path) -> None:
    """`anyOf: [{maximum: 1}, null]` is bounded like its first variant."""
    found = field_of(tmp_path, "{anyOf: [{type: number, maximum: 1, examples: [0.5]}, {type: 'null'}]}").type

    assert (True, 1, [0.5]) == (found.nullable, found.bounds.maximum, [example.value for example in found.examples])


def test_recursion_of_every_kind_ends(tmp_path: Path) -> None:
    """Objects, arrays, maps, unions and aliases may contain themselves; allOf of itself is a finding."""
    diagnostics = Diagnostics(lenient=True)
    api = api_of(
        tmp_path,
        """
        paths: {}
        components:
          schemas:
            Tree: {type: object, properties: {children: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
            Nest: {type: array, items: {$ref: '#/components/schemas/Nest'}}
            Json: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Json'}}]}
            Self: {allOf: [{$ref: '#/components/schemas/Self'}]}
            Ring: {$ref: '#/components/schemas/Ring'}
        """,
        diagnostics,
    )

    nest = api.types["Nest"]
    assert isinstance(nest, Alias)
    assert nest.recursive
    assert isinstance(api.types["Json"], Union)
    assert {"ref-circular"} == {finding.code.name for finding in diagnostics if finding.severity >= 3}


def test_a_discriminator_maps_tags_to_variants(tmp_path: Path) -> None:
    """By mapping, by component name where the mapping is silent, or by constants where there is no discriminator."""
    cats = """
        Cat: {type: object, required: [kind], properties: {kind: {const: cat}}}
        Dog: {type: object, required: [kind], properties: {kind: {type: string, enum: [dog]}}}
        """
    stated = definition_of(
        tmp_path,
        "T: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: "
        "{propertyName: type, mapping: {meow: Cat, purr: '#/components/schemas/Cat'}}}\n"
        "Cat: {type: object, properties: {type: {type: string}}}\nDog: {type: object, properties: {type: {type: string}}}\n",
    )
    found = definition_of(
        tmp_path,
        "\n        T: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}" + cats,
    )

    assert isinstance(stated, Union)
    assert isinstance(found, Union)
    assert stated.discriminator is not None
    assert found.discriminator is not None
    assert ("type", {"meow": 0, "purr": 0, "Dog": 1}) == (stated.discriminator.property, stated.discriminator.mapping)
    assert ("kind", {"cat": 0, "dog": 1}) == (found.discriminator.property, found.discriminator.mapping)


def test_a_union_beside_properties_gives_each_variant_the_properties(tmp_path: Path) -> None:
    """`{properties: a, oneOf: [b, c]}` is (a and b) or (a and c)."""
    api = api_of(
        tmp_path,
        """
        paths: {}
        components:
          schemas:
            T:
              type: object
              properties: {a: {type: string}}
              oneOf:
                - {title: With b, properties: {b: {type: string}}}
                - {title: With c, properties: {c: {type: string}}}
        """,
    )

    union = api.types["T"]
    assert isinstance(union, Union)
    variants = [api.types[variant.target] for variant in union.variants if hasattr(variant, "target")]
    assert [["a", "b"], ["a", "c"]] == [
        [each.wire_name for each in v.fields] for v in variants if isinstance(v, Object)
    ]


def test_variants_that_contradict_the_rest_are_left_out(tmp_path: Path) -> None:
    """A common envelope says `anyOf: [object, string]`, an operation says object: the string cannot be."""
    diagnostics = Diagnostics()
    field = field_of(
        tmp_path,
        "{allOf: [{anyOf: [{type: object}, {type: string}]}, {type: object, properties: {x: {type: integer}}}]}",
        diagnostics,
    )

    assert "?" not in shown(field.type)
    assert [] == [finding.message for finding in diagnostics if finding.code.name == "allof-conflict"]


def test_required_only_variants_do_not_make_a_union(tmp_path: Path) -> None:
    """`anyOf: [{required: [a]}, {required: [b]}]` restricts an object without describing another one."""
    found = definition_of(
        tmp_path,
        "T: {type: object, properties: {a: {type: string}, b: {type: string}}, anyOf: [{required: [a]}, {required: [b]}]}",
    )

    assert isinstance(found, Object)


def test_enumerations_keep_hints_and_drop_repetitions(tmp_path: Path) -> None:
    """`x-enum-varnames` gives hints; a value that stands twice counts once."""
    found = definition_of(tmp_path, "T: {type: integer, enum: [1, 2, 2], x-enum-varnames: [ONE, TWO, ZWEI]}")

    assert isinstance(found, Enum)
    assert [(1, "ONE"), (2, "ZWEI")] == [(member.value, member.name_hint) for member in found.members]


def test_read_and_write_only_fields_split_the_types_above_them(tmp_path: Path) -> None:
    """A type is split where a field below it exists in one direction only."""
    api = api_of(
        tmp_path,
        """
        paths: {}
        components:
          schemas:
            User: {type: object, properties: {id: {type: string, readOnly: true}, secret: {type: string, writeOnly: true}}}
            Team: {type: object, properties: {lead: {$ref: '#/components/schemas/User'}}}
            Plain: {type: object, properties: {x: {type: string}}}
        """,
    )

    user = api.types["User"]
    assert isinstance(user, Object)
    assert [Access.READ, Access.WRITE] == [field.access for field in user.fields]
    assert {"User", "Team"} == api.split


@pytest.mark.parametrize(
    ("schema", "code"),
    [
        ("5", "structure"),
        ("{type: 5}", "schema-type-unknown"),
        ("{type: strnig}", "schema-type-unknown"),
        ("{properties: [a]}", "structure"),
        ("{allOf: {type: string}}", "structure"),
        ("{not: {type: string}}", "schema-keyword"),
        ("{allOf: [{type: string}, {type: integer}]}", "allof-conflict"),
        ("{$ref: '#/components/schemas/Gone'}", "ref-missing"),
        ("{type: object, properties: {a: {}}, required: [b]}", "required-unknown"),
    ],
)
def test_faults_of_schemas_are_findings(tmp_path: Path, schema: str, code: str) -> None:
    """Each is reported where it stands, and never raises."""
    diagnostics = Diagnostics(lenient=True)
    field_of(tmp_path, schema, diagnostics)

    assert code in [finding.code.name for finding in diagnostics]
    assert all(finding.location is not None for finding in diagnostics)


def test_the_validation_schemas_are_closed(tmp_path: Path) -> None:
    """References lead to keys of the same mapping; nothing of OpenAPI is left but readOnly and writeOnly."""
    api = api_of(
        tmp_path,
        """
        paths:
          /a:
            get:
              parameters:
                - {name: q, in: query, schema: {type: string, nullable: true, example: x}}
              responses:
                '200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/A/properties/b'}}}}
        components:
          schemas:
            A: {type: object, properties: {b: {$ref: '#/components/schemas/B'}}}
            B: {type: string, minLength: nonsense, description: gone, readOnly: true}
        """,
    )

    assert {"$ref": "#/$defs/B"} == api.schemas["A"]["properties"]["b"]
    assert {"type": "string", "readOnly": True} == api.schemas["B"]
    assert {"type": ["string", "null"]} == api.schemas["#/paths/~1a/get/parameters/0/schema"]
    assert {"$ref": "#/$defs/A/properties/b"} == api.schemas[
        "#/paths/~1a/get/responses/200/content/application~1json/schema"
    ]
