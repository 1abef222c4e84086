"""Copies of the API's schemas for one direction, reduced to what a validator can hold against a value.

`readOnly` properties are gone from the copies for requests, `writeOnly` ones from those for responses, and neither is
required there any more (OpenAPI 3.1 §4.8.24, "readOnly", "writeOnly"). Patterns that the engine cannot compile are dropped.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, unquote

from specloom.calls.schema_text import usable_pattern
from specloom.calls.values import is_array, is_object
from specloom.diagnostics.pointer import escape_token, tokens_of, unescape_token
from specloom.ir.types import Direction, JsonValue

__all__ = ["SchemaForms", "schema_at"]

_MAX_DEPTH = 100
"""Schemas nested deeper than this are taken to allow anything; real ones end at about twenty."""
_MARK = {Direction.REQUEST: "readOnly", Direction.RESPONSE: "writeOnly"}
_MAPS = frozenset({"properties", "patternProperties", "dependentSchemas"})
_LISTS = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})
_SAME_OBJECT = frozenset({"allOf", "anyOf", "oneOf", "if", "then", "else", "dependentSchemas"})
"""Applicators whose schemas speak of the same value, and so of the same hidden properties."""
_SINGLES = frozenset({"items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames"})
_UNEVALUATED = frozenset({"unevaluatedItems", "unevaluatedProperties"})
_OF_VALUES = frozenset({"type", "enum", "const", "format", "minLength", "maxLength", "multipleOf"})
_OF_NUMBERS = frozenset({"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"})
_OF_SIZES = frozenset({"minItems", "maxItems", "uniqueItems", "minContains", "maxContains"})
_ASSERTIONS = _OF_VALUES | _OF_NUMBERS | _OF_SIZES | {"minProperties", "maxProperties"}


class SchemaForms:
    """The copies, made when they are first asked for."""

    def __init__(self, schemas: Mapping[str, JsonValue], direction: Direction) -> None:
        self._schemas = schemas
        self._mark = _MARK[direction]
        self._made: dict[str, JsonValue] = {}
        self._referred: dict[str, list[str]] = {}
        self._hidden: dict[str, frozenset[str]] = {}

    def of_key(self, key: str) -> JsonValue:
        """Return the copy of the schema with this key, or at this pointer without its first slash."""
        if key not in self._made:
            self._made[key] = self.of_schema(self._at(key))
        return self._made[key]

    def of_schema(self, schema: JsonValue) -> JsonValue:
        """Return the copy of any schema."""
        return self._copy(schema, frozenset(), 0)

    def definitions(self, schema: JsonValue) -> dict[str, JsonValue]:
        """Return every definition that a copied schema reaches, by key."""
        found: dict[str, JsonValue] = {}
        waiting = sorted(_referenced(schema))
        while waiting:
            key = waiting.pop()
            if key not in found:
                found[key] = self.of_key(key)
                if key not in self._referred:
                    self._referred[key] = sorted(_referenced(found[key]))
                waiting += self._referred[key]
        return found

    def _copy(self, schema: JsonValue, outer: frozenset[str], depth: int) -> JsonValue:
        if not is_object(schema) or depth > _MAX_DEPTH:
            return schema if isinstance(schema, bool) else True
        hidden = outer | self._hidden_in(schema, 0)
        copied: dict[str, JsonValue] = {}
        for keyword, value in schema.items():
            below = hidden if keyword in _SAME_OBJECT else frozenset[str]()
            if keyword in _ASSERTIONS:
                copied[keyword] = value
            elif keyword == "properties" and is_object(value):
                copied[keyword] = self._properties(value, depth)
            elif keyword in _MAPS and is_object(value):
                copied[keyword] = self._map(keyword, value, below, depth)
            elif keyword in _LISTS and is_array(value):
                copied[keyword] = [self._copy(item, below, depth + 1) for item in value]
            elif keyword in _SINGLES or keyword in _UNEVALUATED:
                copied[keyword] = self._copy(value, below, depth + 1)
            elif keyword == "required" and is_array(value):
                copied[keyword] = [name for name in value if name not in hidden]
            elif keyword == "dependentRequired" and is_object(value):
                copied[keyword] = {name: [one for one in needs if one not in hidden] for name, needs in value.items()}
            elif keyword == "pattern" and isinstance(value, str) and (pattern := usable_pattern(value)) is not None:
                copied[keyword] = pattern
        if "$ref" in schema:
            self._reference(copied, schema["$ref"], hidden, depth)
        return copied

    def _reference(
        self, copied: dict[str, JsonValue], reference: JsonValue, hidden: frozenset[str], depth: int
    ) -> None:
        """Put a reference into the copy; its target's own copy instead, where that requires what is hidden here."""
        key = _key_of(reference)
        target = self._at(key)
        if key is None or target is None:
            return
        required = target.get("required", ()) if is_object(target) else ()
        if hidden.intersection(name for name in required if isinstance(name, str)) - self._hidden_of(key, 0):
            copied["allOf"] = [*copied.get("allOf", ()), self._copy(target, hidden, depth + 1)]
        else:
            copied["$ref"] = "#/$defs/" + quote(escape_token(key), errors="replace")

    def _properties(self, properties: dict[str, JsonValue], depth: int) -> dict[str, JsonValue]:
        return {
            name: self._copy(schema, frozenset(), depth + 1)
            for name, schema in properties.items()
            if not self._is_hidden(schema)
        }

    def _map(
        self, keyword: str, schemas: dict[str, JsonValue], hidden: frozenset[str], depth: int
    ) -> dict[str, JsonValue]:
        is_text = keyword != "patternProperties"
        return {
            key: self._copy(schema, hidden, depth + 1)
            for name, schema in schemas.items()
            if (key := name if is_text else usable_pattern(name)) is not None
        }

    def _at(self, key: str | None) -> JsonValue:
        """Return the original schema of a definition; None where there is none."""
        if key is None:
            return None
        return self._schemas[key] if key in self._schemas else schema_at(self._schemas, "/" + key)

    def _is_hidden(self, schema: JsonValue) -> bool:
        """Return whether a property does not exist in this direction. Marked both ways, it exists in both."""
        marks = {mark for node in self._looked_at(schema, 0) for mark in _MARK.values() if node.get(mark) is True}
        return marks == {self._mark}

    def _looked_at(self, schema: JsonValue, depth: int) -> list[dict[str, JsonValue]]:
        """Return the schemas whose flags count for a property: its own, and those of all that it includes."""
        if not is_object(schema) or depth > 8:
            return []
        parts = schema.get("allOf")
        included = [self._at(_key_of(schema.get("$ref"))), *(parts if is_array(parts) else [])]
        return [schema, *(one for part in included for one in self._looked_at(part, depth + 1))]

    def _hidden_in(self, schema: dict[str, JsonValue], depth: int) -> frozenset[str]:
        """Return the names of the properties that do not exist in this direction, in all parts of an allOf."""
        properties = schema.get("properties")
        names = properties.items() if is_object(properties) else ()
        found = frozenset(name for name, value in names if self._is_hidden(value))
        parts = schema.get("allOf")
        for part in parts if is_array(parts) and depth < 8 else ():
            if is_object(part):
                found |= self._hidden_in(part, depth + 1)
        key = _key_of(schema.get("$ref"))
        return found | self._hidden_of(key, depth + 1) if key is not None and depth < 8 else found

    def _hidden_of(self, key: str, depth: int) -> frozenset[str]:
        if key not in self._hidden:
            target = self._at(key)
            self._hidden[key] = frozenset()
            self._hidden[key] = self._hidden_in(target, depth) if is_object(target) else frozenset()
        return self._hidden[key]


def schema_at(schemas: Mapping[str, JsonValue], pointer: str) -> JsonValue:
    """Return the schema at a JSON pointer whose first token is a key of `schemas`; None where there is none."""
    first, *rest = tokens_of(pointer)
    node: JsonValue = schemas.get(first)
    for token in rest:
        if is_array(node):
            node = node[int(token)] if token.isdecimal() and int(token) < len(node) else None
        else:
            node = node.get(token) if is_object(node) else None
    return node


def _key_of(reference: JsonValue) -> str | None:
    """Return the key that `#/$defs/<key>` names. For a place inside a definition: its pointer without the first slash."""
    if not isinstance(reference, str) or not reference.startswith("#/$defs/"):
        return None
    pointer = reference.removeprefix("#/$defs/")
    return pointer if "/" in pointer else unescape_token(pointer)


def _referenced(copied: JsonValue) -> set[str]:
    """Return the keys of the definitions that a copied schema refers to directly; its references are percent-encoded."""
    found: set[str] = set()
    waiting = [copied]
    while waiting:
        node = waiting.pop()
        if is_array(node):
            waiting += node
        elif is_object(node):
            waiting += node.values()
            reference = node.get("$ref")
            if isinstance(reference, str):
                found.add(_definition_key(reference))
    return found


def _definition_key(reference: str) -> str:
    token = unquote(reference).removeprefix("#/$defs/")
    return unescape_token(token)
