"""What of a description a capture rests on, as one hash: where that moves, the capture is of an earlier version.

Words (descriptions, titles, examples) are not part of it, and neither are places or other operations: a description that
is only reworded makes no capture stale.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping

from specloom.calls.schema_forms import schema_at
from specloom.calls.values import is_array, is_object
from specloom.ir.api import Api
from specloom.ir.operation import Content, Operation
from specloom.ir.types import JsonValue, Type

__all__ = ["operation_sha256"]

_WORDS = frozenset({"title", "description", "example", "examples", "deprecated", "externalDocs", "$comment", "xml"})
_NAMED = frozenset({"properties", "patternProperties", "dependentSchemas", "$defs"})
"""Keywords whose members are names, which may be those of other keywords."""
_SETS = frozenset({"required", "enum", "type"})
_PREFIX = "#/$defs/"


def operation_sha256(operation: Operation, api: Api) -> str:
    """Return the SHA-256 of what the description says of an operation: its inputs and answers, and the schemas they reach."""
    types = [parameter.type for parameter in operation.parameters]
    contents = [content for response in operation.responses for content in response.contents]
    contents += operation.body.contents if operation.body else ()
    types += [content.type for content in contents]
    types += [header.type for response in operation.responses for header in response.headers]
    stated = {
        "method": operation.method,
        "path": operation.path,
        "parameters": [
            [each.location, each.wire_name, each.required, each.style, each.explode, each.media_type, _place(each.type)]
            for each in operation.parameters
        ],
        "body": [operation.body.required, _contents(operation.body.contents)] if operation.body else None,
        "responses": {
            response.status: [
                _contents(response.contents),
                [[header.wire_name.lower(), header.required, _place(header.type)] for header in response.headers],
            ]
            for response in operation.responses
        },
        "schemas": _schemas(types, api.schemas),
    }
    text = json.dumps(stated, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _contents(contents: tuple[Content, ...]) -> JsonValue:
    return [[content.media_type, content.is_sequence, _place(content.type)] for content in contents]


def _place(type_: Type) -> JsonValue:
    """Return where the schema of a type stands; of one that stands nowhere, what it is."""
    return type_.schema if type_.schema is not None else type(type_).__name__


def _schemas(types: list[Type], schemas: Mapping[str, JsonValue]) -> dict[str, JsonValue]:
    """Return the schemas that the types reach, without words, by key or pointer."""
    found: dict[str, JsonValue] = {}
    waiting = [type_.schema.removeprefix("/") for type_ in types if type_.schema is not None]
    while waiting:
        place = waiting.pop()
        if place not in found:
            schema = schema_at(schemas, "/" + place)
            found[place] = _without_words(schema)
            waiting += _references(schema)
    return found


def _references(schema: JsonValue) -> Iterator[str]:
    """Yield the keys that `$ref`s in a schema lead to."""
    if is_object(schema):
        target = schema.get("$ref")
        if isinstance(target, str) and target.startswith(_PREFIX):
            yield target.removeprefix(_PREFIX)
        for value in schema.values():
            yield from _references(value)
    elif is_array(schema):
        for value in schema:
            yield from _references(value)


def _without_words(schema: JsonValue) -> JsonValue:
    if is_array(schema):
        return [_without_words(each) for each in schema]
    if not is_object(schema):
        return schema
    kept: dict[str, JsonValue] = {}
    for key, value in schema.items():
        if key in _NAMED and is_object(value):
            kept[key] = {name: _without_words(each) for name, each in value.items()}
        elif key in _SETS and is_array(value):
            kept[key] = sorted(value, key=lambda each: json.dumps(each, sort_keys=True))
        elif key in {"const", "default"}:
            kept[key] = value
        elif key not in _WORDS and not key.startswith("x-"):
            kept[key] = _without_words(value)
    return kept
