"""`readOnly` and `writeOnly`, wherever they stand on the way to a property's schema."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_schemas import schemas_of

from specloom.ir.types import Access, Object


@pytest.mark.parametrize(
    ("schema", "access"),
    [
        ("{readOnly: true}", Access.READ),
        ("{writeOnly: true}", Access.WRITE),
        ("{readOnly: true, writeOnly: true}", Access.BOTH),
        ("{$ref: '#/components/schemas/Id'}", Access.READ),
        ("{allOf: [{$ref: '#/components/schemas/Id'}], description: x}", Access.READ),
        ("{allOf: [{$ref: '#/components/schemas/Inner'}]}", Access.READ),
        ("{$ref: '#/components/schemas/Inner'}", Access.READ),
        ("{$ref: '#/components/schemas/Inner', nullable: true}", Access.READ),
        ("{allOf: [{type: string}, {allOf: [{writeOnly: true}]}]}", Access.WRITE),
        ("{type: array, items: {readOnly: true}}", Access.BOTH),
        ("{oneOf: [{$ref: '#/components/schemas/Id'}, {type: string}]}", Access.BOTH),
    ],
)
def test_flags_count_along_references_and_allof(tmp_path: Path, schema: str, access: Access) -> None:
    """However deep they stand; not in an item or a choice, which is not the property."""
    api = schemas_of(
        tmp_path,
        f"""
        T: {{required: [f], properties: {{f: {schema}}}}}
        Inner: {{allOf: [{{$ref: '#/components/schemas/Deep'}}]}}
        Deep: {{allOf: [{{$ref: '#/components/schemas/Id'}}, {{minLength: 1}}]}}
        Id: {{type: string, readOnly: true}}
        """,
        version="3.0",
    )
    found = api.types["T"]

    assert isinstance(found, Object)
    assert access is found.fields[0].access
    assert (access is not Access.BOTH) == ("T" in api.split)


def test_they_reach_types_through_everything(tmp_path: Path) -> None:
    """A type is split where a part of it differs: in a list, a map, a tuple, a union, a base; not one beside it."""
    api = schemas_of(
        tmp_path,
        """
        User: {properties: {id: {type: string, readOnly: true}}}
        List: {type: array, items: {$ref: '#/components/schemas/User'}}
        Map: {additionalProperties: {$ref: '#/components/schemas/List'}}
        Tuple: {prefixItems: [{$ref: '#/components/schemas/Map'}]}
        Either: {oneOf: [{$ref: '#/components/schemas/Tuple'}, {type: string}]}
        Heir: {allOf: [{$ref: '#/components/schemas/User'}, {properties: {name: {type: string}}}]}
        Plain: {properties: {name: {type: string}}}
        """,
    )

    assert {"User", "List", "Map", "Tuple", "Either", "Heir"} == api.split
