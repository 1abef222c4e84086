"""The closed JSON Schemas of an API (2020-12), for asking whether a value satisfies its schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from specloom.diagnostics import Location
from specloom.normalize.context import Context
from specloom.normalize.schemas.places import Places
from specloom.source import Node
from specloom.source.values import is_array, is_object

__all__ = ["bundle"]

_SCHEMA = ("not", "if", "then", "else", "items", "contains", "additionalProperties", "propertyNames")
_SCHEMA_LATE = ("unevaluatedItems", "unevaluatedProperties")
_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
_MAPS = ("properties", "patternProperties", "dependentSchemas", "$defs", "definitions")
_TYPES = {"array", "boolean", "integer", "null", "number", "object", "string"}


def _is_count(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _is_names(value: Any) -> bool:
    return is_array(value) and all(isinstance(name, str) for name in value)


def _is_type(value: Any) -> bool:
    return value in _TYPES if isinstance(value, str) else _is_names(value) and bool(value) and set(value) <= _TYPES


_PLAIN: dict[str, Callable[[Any], bool]] = {
    "type": _is_type,
    "enum": lambda value: is_array(value),
    "const": lambda _: True,
    "format": lambda value: isinstance(value, str),
    "pattern": lambda value: isinstance(value, str),
    "required": _is_names,
    "minimum": _is_number,
    "maximum": _is_number,
    "exclusiveMinimum": _is_number,
    "exclusiveMaximum": _is_number,
    "multipleOf": lambda value: _is_number(value) and value > 0,
    "minLength": _is_count,
    "maxLength": _is_count,
    "minItems": _is_count,
    "maxItems": _is_count,
    "minContains": _is_count,
    "maxContains": _is_count,
    "minProperties": _is_count,
    "maxProperties": _is_count,
    "uniqueItems": lambda value: isinstance(value, bool),
    "dependentRequired": lambda value: is_object(value) and all(_is_names(names) for names in value.values()),
    "readOnly": lambda value: isinstance(value, bool),
    "writeOnly": lambda value: isinstance(value, bool),
}


def bundle(context: Context, places: Places) -> dict[str, Any]:
    """Return every root schema by key, with references among them as `#/$defs/<key>`; keys sorted.

    A keyword whose value has the wrong type is left out: it is reported elsewhere, and nothing can be checked against it.
    """
    return _Bundle(context, places).all()


class _Bundle:
    def __init__(self, context: Context, places: Places) -> None:
        self._context = context
        self._places = places

    def all(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        done: set[Location] = set()
        while len(done) < len(self._places.roots):
            for location, key in list(self._places.roots.items()):
                if location not in done:
                    done.add(location)
                    found[key] = self._schema(self._places.nodes[location])
        return dict(sorted(found.items()))

    def _schema(self, node: Node) -> Any:
        if not is_object(node.value):
            return node.value if isinstance(node.value, bool) else True
        schema = self._context.spec.upgrade_schema(node.value)
        result: dict[str, Any] = {}
        reference = schema.get("$ref")
        if isinstance(reference, str):
            result["$ref"] = self._reference(node)
            if result["$ref"] is None:
                return True
            if not self._context.spec.has_ref_siblings:
                return self._with_flags(result, schema)
        for keyword, is_usable in _PLAIN.items():
            if keyword in schema and is_usable(schema[keyword]):
                result[keyword] = schema[keyword]
        self._add_subschemas(node, result)
        return self._nullable(schema, result)

    @staticmethod
    def _with_flags(result: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
        for flag in ("readOnly", "writeOnly"):
            if schema.get(flag) is True:
                result[flag] = True
        return result

    def _add_subschemas(self, node: Node, result: dict[str, Any]) -> None:
        for keyword in (*_SCHEMA, *_SCHEMA_LATE):
            child = node.get(keyword)
            if child is not None and isinstance(child.value, (dict, bool)):
                result[keyword] = self._schema(child)
        for keyword in _LISTS:
            child = node.get(keyword)
            if child is not None and is_array(child.value) and child.value:
                result[keyword] = [self._schema(element) for element in child.elements()]
        for keyword in _MAPS:
            child = node.get(keyword)
            if child is not None and is_object(child.value):
                result[keyword] = {name: self._schema(member) for name, member in child.members()}

    def _nullable(self, schema: dict[str, Any], result: dict[str, Any]) -> Any:
        """Admit null where 3.0 says `nullable: true` and there is no `type` to say it with."""
        if schema.get("nullable") is not True:
            return result
        for keyword in ("anyOf", "oneOf"):
            if keyword in result:
                result[keyword].append({"type": "null"})
                return result
        if not result:
            return True
        return {"anyOf": [{"type": "null"}, result]}

    def _reference(self, node: Node) -> str | None:
        target = self._context.spec.references.resolve(node)
        if target is None or self._context.spec.follow(node) is None:
            return None
        return "#/$defs" + self._places.add(target)
