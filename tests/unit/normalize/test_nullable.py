"""Null, in every way that documents write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from unit.normalize.build_api import field_of, shown
from unit.normalize.build_schemas import fields_of, schemas_of

OTHER = "$ref: '#/components/schemas/Other'"


@pytest.mark.parametrize(
    ("schema", "type_"),
    [
        (f"{{{OTHER}, nullable: true}}", "Other?"),
        (f"{{allOf: [{{{OTHER}}}], nullable: true}}", "Other?"),
        (f"{{allOf: [{{{OTHER}}}, {{nullable: true}}]}}", "Other?"),
        (f"{{type: object, nullable: true, allOf: [{{{OTHER}}}]}}", "Other?"),
        (f"{{oneOf: [{{{OTHER}}}, {{nullable: true}}]}}", "Other?"),
        (f"{{anyOf: [{{{OTHER}}}, {{type: object, nullable: true, description: none}}]}}", "(Other or {any}?)?"),
        (f"{{nullable: true, oneOf: [{{{OTHER}}}, {{type: string}}]}}", "(Other or string)?"),
        ("{nullable: true, enum: [a]}", "'a'|...?"),
        ("{type: string, nullable: true, enum: [a]}", "'a'|...?"),
        ("{type: string, enum: [a, null]}", "'a'|...?"),
        ("{type: string, nullable: false}", "string"),
        ("{nullable: true}", "any"),
        ("{enum: [null]}", "null?"),
        ("{type: array, items: {type: string, nullable: true}}", "[string?]"),
    ],
)
def test_nullable_of_3_0(tmp_path: Path, schema: str, type_: str) -> None:
    """It counts wherever it stands, since nobody writes it and means something else."""
    assert type_ == shown(field_of(tmp_path, schema, version="3.0").type)


def test_what_is_nullable_passes_on(tmp_path: Path) -> None:
    """A reference to a nullable schema is nullable, through other names, unions and allOf."""
    api = schemas_of(
        tmp_path,
        """
        Text: {type: string, nullable: true}
        Alias: {allOf: [{$ref: '#/components/schemas/Text'}]}
        Either: {oneOf: [{$ref: '#/components/schemas/Alias'}, {type: integer}]}
        Plain: {type: string}
        T:
          properties:
            alias: {$ref: '#/components/schemas/Alias'}
            either: {$ref: '#/components/schemas/Either'}
            plain: {$ref: '#/components/schemas/Plain'}
        """,
        version="3.0",
    )

    assert {"alias?": "Alias?", "either?": "Either?", "plain?": "Plain"} == fields_of(api, "T")


@pytest.mark.parametrize("schema", ["{type: string, x-nullable: true}", "{$ref: '#/definitions/W', x-nullable: true}"])
def test_x_nullable_of_2_0(tmp_path: Path, schema: str) -> None:
    """The extension means what 3.0 made of it, beside a reference as well."""
    from specloom.diagnostics import Diagnostics
    from specloom.ir.types import Object
    from specloom.normalize import normalize
    from specloom.source import load
    from specloom.spec import upgrade

    path = tmp_path / "swagger.yaml"
    text = f"definitions:\n  W: {{type: string}}\n  T: {{properties: {{f: {schema}}}}}\n"
    path.write_text(f"swagger: '2.0'\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n{text}", encoding="utf-8")
    diagnostics = Diagnostics(lenient=True)
    found = normalize(upgrade(load(path, diagnostics), diagnostics), diagnostics).types["T"]

    assert isinstance(found, Object)
    assert found.fields[0].type.nullable


@pytest.mark.parametrize(
    ("schema", "checked"),
    [
        (f"{{{OTHER}, nullable: true}}", {"anyOf": [{"type": "null"}, {"$ref": "#/$defs/Other"}]}),
        ("{type: string, nullable: true, enum: [a]}", {"type": ["string", "null"], "enum": ["a", None]}),
        ("{type: string, enum: [a, null]}", {"type": ["string", "null"], "enum": ["a", None]}),
        (f"{{oneOf: [{{{OTHER}}}, {{nullable: true}}]}}", {"oneOf": [{"$ref": "#/$defs/Other"}, {"type": "null"}]}),
        (
            f"{{readOnly: true, nullable: true, allOf: [{{{OTHER}}}]}}",
            {"anyOf": [{"type": "null"}, {"allOf": [{"$ref": "#/$defs/Other"}]}], "readOnly": True},
        ),
    ],
)
def test_values_are_checked_against_the_same_meaning(tmp_path: Path, schema: str, checked: Any) -> None:
    """What the type says of null, the schema for values says too."""
    text = f"T: {{properties: {{f: {schema}}}}}\nOther: {{type: object}}\n"
    api = schemas_of(tmp_path, text, version="3.0")

    assert checked == api.schemas["T"]["properties"]["f"]
