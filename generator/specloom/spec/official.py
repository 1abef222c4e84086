"""The official JSON Schemas of OpenAPI, and where a document departs from them. A version and plain data in; errors out.

openapi-spec-validator brings the schemas of the documents, openapi-schema-validator those of the Schema Objects inside
(3.1 and later keep the two apart). They are read from their files: importing the packages takes longer than the check.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import jsonschema_rs

from specloom.source.values import is_array, is_object

__all__ = ["OfficialError", "official_errors", "official_fields", "official_part"]

OfficialError = jsonschema_rs.ValidationError

_KNOWN_DIALECTS = {
    "3.1": "https://spec.openapis.org/oas/3.1/dialect/base",
    "3.2": "https://spec.openapis.org/oas/3.2/dialect/2025-09-17",
}
"""What Schema Objects are written in where the document names no dialect."""
_SAME_DIALECTS = ("https://spec.openapis.org/oas/3.", "https://json-schema.org/draft/2020-12/schema")

_Official = jsonschema_rs.Draft4Validator | jsonschema_rs.Draft202012Validator


def official_errors(version: str, value: Any) -> Iterator[OfficialError]:
    """Yield what the official schema of a version has against a document; raises ValueError where it cannot be checked."""
    dialect = value.get("jsonSchemaDialect") if is_object(value) else None
    is_usual = dialect is None or (isinstance(dialect, str) and dialect.startswith(_SAME_DIALECTS))
    yield from _validator(version, checks_schemas=is_usual).iter_errors(value)


@cache
def _validator(version: str, *, checks_schemas: bool) -> _Official:
    """Return the validator of a version; `checks_schemas` lets it look into the Schema Objects of 3.1 and later."""
    schema = _schema(version)
    if version not in _KNOWN_DIALECTS:
        return jsonschema_rs.Draft4Validator(schema, validate_formats=True)
    if not checks_schemas:
        return jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    dialects = sorted((_folder("openapi_schema_validator") / "schemas" / f"oas{version}").rglob("*"))
    resources = [schema, *(_read(path) for path in dialects if path.is_file())]
    registry = jsonschema_rs.Registry([(resource["$id"], resource) for resource in resources])
    both = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "specloom:document-with-schemas",
        "$ref": schema["$id"],
        "$defs": {"schema": {"$dynamicAnchor": "meta", "$ref": _KNOWN_DIALECTS[version]}},
    }
    return jsonschema_rs.Draft202012Validator(both, registry=registry, validate_formats=True)


def official_part(version: str, path: tuple[str | int, ...]) -> Any:
    """Return a part of the official schema; None where the path is one of the schema of Schema Objects."""
    here: Any = _schema(version)
    for step in path:
        if is_object(here):
            here = here.get(str(step))
        elif is_array(here) and isinstance(step, int) and step < len(here):
            here = here[step]
        else:
            return None
    return here


@cache
def official_fields(version: str, path: tuple[str | int, ...]) -> frozenset[str]:
    """Return the fields that an object of the specification may have, by the path of its schema in the official one."""
    return frozenset(_fields(_schema(version), official_part(version, path), set()))


def _fields(root: dict[str, Any], schema: Any, seen: set[int]) -> Iterator[str]:
    """Yield the names of properties in a schema and in those that it puts together."""
    if not is_object(schema) or id(schema) in seen:
        return
    seen.add(id(schema))
    yield from schema.get("properties", ())
    for part in _parts(root, schema):
        yield from _fields(root, part, seen)


def _parts(root: dict[str, Any], schema: dict[str, Any]) -> Iterator[Any]:
    reference = str(schema.get("$ref", ""))
    if reference.startswith("#/"):
        target: Any = root
        for step in reference[2:].split("/"):
            target = target[step]
        yield target
    yield from (schema[keyword] for keyword in ("if", "then", "else") if keyword in schema)
    for keyword in ("allOf", "anyOf", "oneOf"):
        yield from schema.get(keyword, ())
    yield from schema.get("dependentSchemas", {}).values()


@cache
def _schema(version: str) -> dict[str, Any]:
    return _read(_folder("openapi_spec_validator") / "resources" / "schemas" / f"v{version}" / "schema.json")


def _folder(package: str) -> Path:
    found = find_spec(package)
    assert found is not None
    assert found.submodule_search_locations is not None
    return Path(next(iter(found.submodule_search_locations)))


def _read(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))  # type: ignore[no-any-return]
