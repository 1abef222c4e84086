"""Helpers: small changes of a description, and what they change in what is made of it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import takewhile
from pathlib import Path
from typing import Any

from specloom.diagnostics import Diagnostics
from specloom.source import Document, Limits
from specloom.source.load import read_into

__all__ = [
    "METHODS",
    "add_parameter",
    "changed_lines",
    "describe_version",
    "described_operations",
    "described_schemas",
    "operations",
    "plain_document",
    "reversed_keys",
    "reword",
    "widened_operations",
]

METHODS = frozenset({"get", "put", "post", "delete", "patch", "options", "head", "trace"})
_DATA = frozenset({"examples", "example", "default", "value", "enum", "const"})
"""Keywords that hold values, whose own keys are data."""


def plain_document(path: Path) -> dict[str, Any]:
    """Return the root file of a description as it is read, for changing it."""
    document = Document(root_label=path.name, folder=path.parent)
    diagnostics = Diagnostics()
    diagnostics.texts = document
    file = read_into(document, path, path.name, path.as_posix(), diagnostics, Limits())
    assert file is not None
    data: dict[str, Any] = json.loads(json.dumps(file.data))
    return data


def operations(data: Mapping[str, Any]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield the operations of a description: path, method and the operation itself."""
    for path, item in (data.get("paths") or {}).items():
        for method, operation in item.items():
            if method in METHODS and isinstance(operation, dict):
                yield path, method, operation


def described_operations(data: Mapping[str, Any]) -> list[tuple[str, str, dict[str, Any]]]:
    """Return the operations that have a title and a text."""
    return [
        each
        for each in operations(data)
        if all(str(each[2].get(key) or "").strip() for key in ("summary", "description"))
    ]


def described_schemas(data: Mapping[str, Any]) -> list[str]:
    """Return the names of objects that have a text and are no part of another schema."""
    home = "#/definitions/" if "swagger" in data else "#/components/schemas/"
    schemas: dict[str, Any] = (data.get("definitions") or (data.get("components") or {}).get("schemas")) or {}
    parts = set(_parts(data))
    return [
        name
        for name, schema in schemas.items()
        if isinstance(schema, dict) and schema.get("type") == "object" and schema.get("properties")
        if str(schema.get("description") or "").strip() and "allOf" not in schema and f"{home}{name}" not in parts
    ]


def _parts(value: Any) -> Iterator[str]:
    """Yield what every `allOf` refers to: texts of parts are texts of the whole."""
    match value:
        case dict():
            for key, inner in value.items():
                if key == "allOf" and isinstance(inner, list):
                    yield from (part["$ref"] for part in inner if isinstance(part, dict) and "$ref" in part)
                yield from _parts(inner)
        case list():
            for inner in value:
                yield from _parts(inner)
        case _:
            return


def widened_operations(data: Mapping[str, Any], path: str, method: str) -> list[str]:
    """Return the methods of a path that `add_parameter` gives a parameter to: one that stands in another file shares it."""
    item = data["paths"][path]
    return [each for each in item if each in METHODS] if "$ref" in item[method] else [method]


def add_parameter(data: Mapping[str, Any], path: str, method: str, name: str) -> None:
    """Give an operation one more optional query parameter; its path, where the operation stands in another file."""
    item = data["paths"][path]
    operation = item if "$ref" in item[method] else item[method]
    form: dict[str, Any] = {"type": "string"} if "swagger" in data else {"schema": {"type": "string"}}
    parameter = {"name": name, "in": "query", "description": "Of the budget.", **form}
    operation["parameters"] = [*operation.get("parameters", ()), parameter]


def reword(described: dict[str, Any]) -> None:
    """Let the text of something end otherwise."""
    described["description"] = described["description"].rstrip() + "\n\nReworded at its end."


def describe_version(data: dict[str, Any]) -> None:
    """Let the description be of another version."""
    data["info"]["version"] = "999.0.1"


def reversed_keys(value: Any, *, is_properties: bool = False) -> Any:
    """Return a document with the keys of every object reversed, but those of `properties`, whose order readers see."""
    if isinstance(value, dict):
        keys = list(value) if is_properties else list(reversed(value))
        return {
            key: value[key]
            if key in _DATA and not is_properties
            else reversed_keys(value[key], is_properties=key == "properties" and not is_properties)
            for key in keys
        }
    if isinstance(value, list):
        return [reversed_keys(item) for item in value]
    return value


def changed_lines(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the removed (`-`) and added (`+`) lines of each file that differs, by its path."""
    return {
        path: list(_changed(before.get(path, "").splitlines(), after.get(path, "").splitlines()))
        for path in sorted(before.keys() | after.keys())
        if before.get(path) != after.get(path)
    }


def _changed(old: list[str], new: list[str]) -> Iterator[str]:
    """Yield the changed lines of a text. What begins and ends alike is put aside: difflib is slow, and easily led astray."""
    head = _alike(zip(old, new, strict=False))
    tail = _alike(zip(reversed(old[head:]), reversed(new[head:]), strict=False))
    old, new = old[head : len(old) - tail], new[head : len(new) - tail]
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield from (f"-{line}" for line in old[a:b])
            yield from (f"+{line}" for line in new[c:d])


def _alike(pairs: Iterator[tuple[str, str]]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
