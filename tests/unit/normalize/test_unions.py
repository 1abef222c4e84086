"""`oneOf` and `anyOf`: what they are once repetitions, nests and idioms are seen through, and what tells variants apart."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import field_of, shown
from unit.normalize.build_schemas import definitions_of, fields_of, found, schemas_of

from specloom.diagnostics import Diagnostics

CAT, DOG = "$ref: '#/components/schemas/Cat'", "$ref: '#/components/schemas/Dog'"


@pytest.mark.parametrize(
    ("schema", "type_"),
    [
        ("{oneOf: [{type: string}]}", "string"),
        ("{oneOf: []}", "any"),
        ("{oneOf: [{type: string}, {oneOf: [{type: integer}, {type: boolean}]}]}", "(string or integer or boolean)"),
        ("{anyOf: [{type: string}, {anyOf: [{type: integer}, {type: string}]}]}", "(string or integer)"),
        ("{anyOf: [{type: string, description: a}, {type: string, example: b}]}", "string"),
        ("{anyOf: [{type: string, format: date}, {type: string, format: uuid}]}", "(string(date) or string(uuid))"),
        ("{anyOf: [{type: array, items: {type: string}}, {type: string}, {type: 'null'}]}", "([string] or string)?"),
        ("{oneOf: [{type: object}, {type: integer, nullable: true}]}", "({any} or integer?)?"),
    ],
)
def test_plain_unions(tmp_path: Path, schema: str, type_: str) -> None:
    """One variant is no union; unions inside of unions are opened; what is the same twice stands there once."""
    assert type_ == shown(field_of(tmp_path, schema).type)


@pytest.mark.parametrize(
    ("schema", "type_"),
    [
        ("{anyOf: [{type: string}, {type: string, enum: [a, b]}]}", "'a'|'b'|..."),
        ("{anyOf: [{enum: [1, 2]}, {type: integer}]}", "1|2|..."),
        ("{anyOf: [{type: string, enum: [a]}, {type: string, enum: [b]}]}", "'a'|'b'|..."),
        ("{oneOf: [{const: 1}, {const: 2}, {type: 'null'}]}", "1|2|...?"),
        ("{anyOf: [{type: string}, {enum: ['']}]}", "(string or ''|...)"),
        ("{oneOf: [{type: string}, {enum: [a]}]}", "(string or 'a'|...)"),
        ("{anyOf: [{type: string, maxLength: 3}, {enum: [a]}]}", "(string or 'a'|...)"),
        ("{anyOf: [{type: integer}, {enum: [a]}]}", "(integer or 'a'|...)"),
        ("{anyOf: [{type: [string]}, {enum: [a, b]}]}", "'a'|'b'|..."),
        ("{anyOf: [{type: string}, {type: string, nullable: true, enum: [a, b]}]}", "(string or 'a'|'b'|...?)?"),
    ],
)
def test_enumerations_written_as_unions(tmp_path: Path, schema: str, type_: str) -> None:
    """Any text of which some are known; constants one by one. Where the text is bounded, or only "" is known, a union."""
    assert type_ == shown(field_of(tmp_path, schema).type)


def test_constants_with_titles_are_an_enumeration_with_names(tmp_path: Path) -> None:
    """`oneOf: [{const, title, description}]` is how 2020-12 documents the values of an enumeration."""
    from specloom.ir.types import Enum

    text = "T: {type: integer, oneOf: [{const: 1, title: One, description: first}, {const: 2, title: Two}]}"
    definition = schemas_of(tmp_path, text).types["T"]

    assert isinstance(definition, Enum)
    assert [(1, "One", "first"), (2, "Two", "")] == [
        (each.value, each.name_hint, each.description) for each in definition.members
    ]


@pytest.mark.parametrize("target", ["Cat", "'#/components/schemas/Cat'", "cat.yaml", "./cat.yaml", "'cat.yaml#/X/..'"])
def test_a_mapping_names_schemas_in_several_ways(tmp_path: Path, target: str) -> None:
    """By component name, by reference, by file; what leads nowhere is said."""
    (tmp_path / "cat.yaml").write_text("type: object\nproperties: {t: {type: string}}\n", encoding="utf-8")
    cat = "{$ref: cat.yaml}" if "yaml" in target else f"{{{CAT}}}"
    diagnostics = Diagnostics(lenient=True)
    made = definitions_of(
        tmp_path,
        f"""
        T: {{oneOf: [{cat}, {{{DOG}}}], discriminator: {{propertyName: t, mapping: {{meow: {target}, dog: Dog}}}}}}
        Cat: {{properties: {{t: {{type: string}}}}}}
        Dog: {{properties: {{t: {{type: string}}}}}}
        """,
        diagnostics,
    )

    if ".." in target:
        assert "discriminator-unusable" in [code for code, _ in found(diagnostics)]
    else:
        assert made["T"].endswith("by t {'dog': 1, 'meow': 0}")
        assert [] == found(diagnostics, "discriminator-unusable")


def test_a_mapping_that_leads_nowhere_is_no_error(tmp_path: Path) -> None:
    """It costs its tag: bundlers leave the names of files that are not there any more."""
    diagnostics = Diagnostics()
    made = definitions_of(
        tmp_path,
        f"""
        T: {{oneOf: [{{{CAT}}}, {{{DOG}}}], discriminator: {{propertyName: t, mapping: {{meow: 'm.yml#/cat', dog: Dog}}}}}}
        Cat: {{properties: {{t: {{type: string}}}}}}
        Dog: {{properties: {{t: {{type: string}}}}}}
        """,
        diagnostics,
    )

    assert made["T"].endswith("by t {'Cat': 0, 'dog': 1}")
    assert ["discriminator-unusable", "ref-missing"] == sorted({code for code, _ in found(diagnostics)})


def test_tags_stand_in_the_variants(tmp_path: Path) -> None:
    """A text becomes the tags; constants become complete; where variants are made for the union, so are the tags."""
    api = schemas_of(
        tmp_path,
        f"""
        Open: {{oneOf: [{{{CAT}}}, {{{DOG}}}], discriminator: {{propertyName: t, mapping: {{meow: Cat}}}}}}
        Cat: {{required: [t], properties: {{t: {{type: string}}}}}}
        Dog: {{properties: {{t: {{type: string, enum: [Dog]}}}}}}
        Made:
          properties: {{k: {{type: string, enum: [x, y]}}}}
          discriminator: {{propertyName: k, mapping: {{x: X, y: Y}}}}
          oneOf: [{{$ref: '#/components/schemas/X'}}, {{$ref: '#/components/schemas/Y'}}]
        X: {{properties: {{a: {{}}}}}}
        Y: {{properties: {{b: {{}}}}}}
        """,
    )

    assert {"t": "'meow'|..."} == fields_of(api, "Cat")
    assert {"t?": "'Dog'"} == fields_of(api, "Dog")
    assert [{"k?": "'x'", "a?": "any"}, {"k?": "'y'", "b?": "any"}] == [
        fields_of(api, key) for key in sorted(api.types) if "&" in key
    ]


def test_a_variant_without_the_discriminator_gets_it(tmp_path: Path) -> None:
    """Otherwise nothing in a value would say what it is; where it may not have it, that is said alone."""
    diagnostics = Diagnostics()
    api = schemas_of(
        tmp_path,
        f"""
        T: {{oneOf: [{{{CAT}}}, {{{DOG}}}], discriminator: {{propertyName: t}}}}
        Cat: {{properties: {{x: {{type: string}}}}}}
        Dog: {{additionalProperties: false, properties: {{x: {{type: string}}}}}}
        """,
        diagnostics,
    )

    assert {"t": "'Cat'|...", "x?": "string"} == fields_of(api, "Cat")
    assert {"x?": "string"} == fields_of(api, "Dog")
    assert {("discriminator-undescribed", f"/components/schemas/{each}") for each in ("Cat", "Dog")} == set(
        found(diagnostics)
    )


def test_variants_that_only_require_are_no_union(tmp_path: Path) -> None:
    """Several such lists at once, beside a real union too."""
    diagnostics = Diagnostics()
    made = definitions_of(
        tmp_path,
        """
        T:
          properties: {a: {type: string}, b: {type: string}}
          oneOf: [{required: [a]}, {required: [b]}]
          anyOf: [{type: object, required: [a]}, {not: {required: [b]}}]
        """,
        diagnostics,
    )

    assert {"T": "{a?: string, b?: string}"} == made
    assert [] == found(diagnostics)


def test_a_union_that_is_a_variant_of_itself(tmp_path: Path) -> None:
    """The variant is left out and reported; inside of a list a union may contain itself."""
    diagnostics = Diagnostics()
    made = definitions_of(
        tmp_path,
        """
        A: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}, {type: integer}]}
        B: {oneOf: [{$ref: '#/components/schemas/C'}, {type: string}]}
        C: {$ref: '#/components/schemas/B', description: the same}
        D: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/D'}}]}
        """,
        diagnostics,
    )

    assert {"A": "string or integer", "B": "= string", "C": "= B", "D": "string or [D]"} == made
    assert [("schema-circular", "/components/schemas/A"), ("schema-circular", "/components/schemas/B")] == found(
        diagnostics
    )


def test_a_neighbour_renames_no_variant(tmp_path: Path) -> None:
    """The words for a variant are its own: a new one beside it changes none of them."""
    few = "T: {oneOf: [{required: [a], properties: {a: {}, z: {}}}, {properties: {b: {}}}]}"
    more = few.replace(
        "{properties: {b: {}}}", "{properties: {b: {}}}, {properties: {c: {}}}, {title: New, properties: {a: {}}}"
    )
    before, after = (schemas_of(tmp_path, text).types for text in (few, more))

    assert {key: value.hint for key, value in before.items()} == {
        key: value.hint for key, value in after.items() if key in before
    }


def test_variants_alike_are_called_after_what_only_they_have(tmp_path: Path) -> None:
    """Two that begin with the same property, or hold the same constant, are told apart by another property, not by place."""
    types = schemas_of(
        tmp_path,
        """
        T:
          oneOf:
            - {required: [id], properties: {id: {}, x: {}}}
            - {required: [id], properties: {id: {}, y: {}}}
            - {required: [id], properties: {id: {}}}
        """,
    ).types

    assert [("T", "with x"), ("T", "with y"), ("T", "with id")] == [
        types[f"#/components/schemas/T/oneOf/{n}"].hint for n in range(3)
    ]
