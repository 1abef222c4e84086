"""Says whether a value satisfies its schema, with the `jsonschema` package: another library than the generator's own.

`readOnly` properties do not count in requests, `writeOnly` ones not in responses (OpenAPI 3.1 §4.8.24.2): neither are
they required there, nor may a value have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote, unquote

from jsonschema import Draft202012Validator, FormatChecker, ValidationError, validators
from jsonschema.protocols import Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012

from specloom.ir.types import Direction

__all__ = ["Judge"]

_MARK = {Direction.REQUEST: "readOnly", Direction.RESPONSE: "writeOnly"}
_LISTS_OF_SAME_VALUE = ("allOf", "anyOf", "oneOf")
_MOST_STEPS = 30
_URI = "urn:api"
_KEYWORDS: Any = Draft202012Validator.VALIDATORS
_FORMATS = FormatChecker(sorted(set(FormatChecker.checkers) - {"regex"}))
"""`regex` is left out: Python's expressions are not those of ECMA-262."""


class Judge:
    """The schemas of an API for one direction."""

    def __init__(self, schemas: Mapping[str, Any], direction: Direction) -> None:
        self._mark = _MARK[direction]
        self._root = {"$defs": {key: _with_encoded_references(schema) for key, schema in schemas.items()}}
        self._hidden: dict[int, frozenset[str]] = {}
        self._inherited: dict[int, frozenset[str]] = {}
        for schema in self._root["$defs"].values():
            self._inherit(schema, frozenset())
        resource: Any = DRAFT202012.create_resource(self._root)
        self._registry: Any = Registry().with_resource(_URI, resource)
        extended = {"required": self._required, "properties": self._properties, "pattern": _pattern}
        self._class: Any = validators.extend(Draft202012Validator, {**extended, "patternProperties": _patterns})

    def problem(self, pointer: str, value: Any) -> str:
        """Return what is wrong with a value at a place `/<key>/...` of the schemas; empty where nothing is."""
        schema = {"$ref": f"{_URI}#/$defs{_encoded(pointer)}"}
        validator = self._class(schema, registry=self._registry, format_checker=_FORMATS)
        error = next(validator.iter_errors(value), None)
        return "" if error is None else f"at {error.json_path}: {error.message:.200}"

    def _required(self, validator: Validator, names: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
        if isinstance(names, list):
            hidden = self._hidden_in(schema) | self._inherited.get(id(schema), frozenset())
            yield from _KEYWORDS["required"](validator, [name for name in names if name not in hidden], value, schema)

    def _properties(self, validator: Validator, properties: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
        if isinstance(value, dict):
            for name in properties:
                if name in value and self._is_hidden(properties[name]):
                    yield ValidationError(f"{name!r} is marked {self._mark}")
        kept = {name: each for name, each in properties.items() if not self._is_hidden(each)}
        yield from _KEYWORDS["properties"](validator, kept, value, schema)

    def _inherit(self, schema: Any, outer: frozenset[str]) -> None:
        """Note for each schema which names the schemas around it hide, where they speak of the same value."""
        if not isinstance(schema, dict):
            return
        known = self._inherited.get(id(schema))
        if known is not None and outer <= known:
            return
        self._inherited[id(schema)] = outer | (known or frozenset())
        below = self._inherited[id(schema)] | self._hidden_in(schema)
        for each in self._of_same_value(schema):
            self._inherit(each, below)
        for each in _of_parts(schema):
            self._inherit(each, frozenset())

    def _of_same_value(self, schema: dict[str, Any]) -> Iterator[Any]:
        """Yield the schemas right below one that speak of the same value."""
        for keyword in _LISTS_OF_SAME_VALUE:
            yield from _items(schema.get(keyword))
        for keyword in ("if", "then", "else"):
            yield schema.get(keyword)
        yield self._target(schema.get("$ref"))

    def _hidden_in(self, schema: dict[str, Any]) -> frozenset[str]:
        """Return the names of properties that do not exist in this direction, here and in what `allOf` and `$ref` add."""
        key = id(schema)
        if key not in self._hidden:
            self._hidden[key] = frozenset()
            properties = schema.get("properties")
            names = properties if isinstance(properties, dict) else {}
            found = {name for name, each in names.items() if self._is_hidden(each)}
            for part in self._parts(schema):
                found |= self._hidden_in(part)
            self._hidden[key] = frozenset(found)
        return self._hidden[key]

    def _is_hidden(self, schema: Any) -> bool:
        """Return whether a property exists only in the other direction; marked for both, it exists in both."""
        marks: set[str] = set()
        waiting, steps = [schema], 0
        while waiting and steps < _MOST_STEPS:
            node, steps = waiting.pop(), steps + 1
            if isinstance(node, dict):
                marks |= {mark for mark in _MARK.values() if node.get(mark) is True}
                waiting += self._parts(node)
        return marks == {self._mark}

    def _parts(self, schema: dict[str, Any]) -> list[Any]:
        parts = [*_items(schema.get("allOf")), self._target(schema.get("$ref"))]
        return [part for part in parts if isinstance(part, dict)]

    def _target(self, reference: Any) -> Any:
        if not isinstance(reference, str):
            return None
        node: Any = self._root
        try:
            for token in _decoded(reference).split("/")[1:]:
                token = token.replace("~1", "/").replace("~0", "~")
                node = node[int(token)] if isinstance(node, list) else node[token]
        except (LookupError, TypeError, ValueError):
            return None
        return node


def _items(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _of_parts(schema: dict[str, Any]) -> Iterator[Any]:
    """Yield the schemas right below one that speak of a part of its value."""
    for keyword in ("properties", "patternProperties"):
        members = schema.get(keyword)
        yield from members.values() if isinstance(members, dict) else ()
    for keyword in ("items", "additionalProperties", "contains", "not"):
        yield schema.get(keyword)
    yield from _items(schema.get("prefixItems"))


def _with_encoded_references(node: Any) -> Any:
    """Return a copy of a schema whose references are URIs: the generator's hold their keys as they are."""
    match node:
        case dict():
            return {
                key: _encoded_reference(value)
                if key == "$ref" and isinstance(value, str)
                else _with_encoded_references(value)
                for key, value in node.items()
            }
        case list():
            return [_with_encoded_references(each) for each in node]
        case _:
            return node


def _encoded_reference(reference: str) -> str:
    return f"{_URI}#{_encoded(reference.removeprefix('#'))}"


def _encoded(pointer: str) -> str:
    return quote(pointer, safe="/~$", errors="surrogatepass")


def _decoded(reference: str) -> str:
    return unquote(reference.partition("#")[2], errors="surrogatepass")


def _pattern(_: Validator, pattern: str, value: Any, schema: Any) -> Iterator[ValidationError]:  # noqa: ARG001
    expression = _compiled(pattern)
    if isinstance(value, str) and expression is not None and not expression.search(value):
        yield ValidationError(f"{value!r} does not match {pattern!r}")


def _patterns(validator: Validator, patterns: Any, value: Any, schema: Any) -> Iterator[ValidationError]:
    usable = {pattern: each for pattern, each in patterns.items() if _compiled(pattern) is not None}
    yield from _KEYWORDS["patternProperties"](validator, usable, value, schema)


def _compiled(pattern: str) -> re.Pattern[str] | None:
    """Return an expression in the sense of Python; None for one that only ECMA-262 knows, which holds nothing here."""
    try:
        return re.compile(pattern, re.ASCII)
    except re.error:
        return None
