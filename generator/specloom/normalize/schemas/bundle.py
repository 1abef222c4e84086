"""The closed JSON Schemas of an API (2020-12), for asking whether a value satisfies its schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from specloom.diagnostics import Location
from specloom.normalize.context import Context
from specloom.normalize.schemas.access import direction_flags
from specloom.normalize.schemas.annotations import says_nothing
from specloom.normalize.schemas.bundle_rings import cut_rings
from specloom.normalize.schemas.enum_values import usable_values
from specloom.normalize.schemas.nullable import is_null, stands_apart
from specloom.normalize.schemas.parts import own_keywords
from specloom.normalize.schemas.places import Places
from specloom.normalize.schemas.sole import reached
from specloom.source import Node
from specloom.source.refs import is_reference
from specloom.source.values import is_array, is_object

__all__ = ["bundle"]

_SCHEMA = ("not", "if", "then", "else", "items", "contains", "additionalProperties", "propertyNames", "contentSchema")
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
    "xml": lambda value: is_object(value),
}


def bundle(context: Context, places: Places) -> dict[str, Any]:
    """Return every root schema that is in use by key, with references among them as `#/$defs/<key>`; keys sorted.

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
        while waiting := self._places.used - done:
            for location in sorted(waiting):
                done.add(location)
                found[self._places.roots[location]] = self._schema(self._places.nodes[location])
        whole = dict(sorted(found.items()))
        cut_rings(whole)
        return whole

    def _schema(self, node: Node) -> Any:
        if not is_object(node.value):
            return node.value if isinstance(node.value, bool) else True
        self._places.keywords.setdefault(node.location, tuple(node.value))
        node = self._context.spec.straighten(node)
        schema = self._context.spec.upgrade_schema(node.value)
        result: dict[str, Any] = {}
        if is_reference(schema):
            result["$ref"] = self._reference(node)
            if result["$ref"] is None:
                del result["$ref"]
            if not self._context.spec.has_ref_siblings:
                return self._nullable(node, self._with_flags(result, schema))
        for keyword, is_usable in _PLAIN.items():
            if keyword in schema and is_usable(schema[keyword]):
                result[keyword] = schema[keyword]
        _set_values(schema, result)
        self._add_subschemas(node, result)
        return self._nullable(node, result)

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
                result[keyword] = [self._element(keyword, element, node) for element in child.elements()]
        for keyword in _MAPS:
            child = node.get(keyword)
            if child is not None and is_object(child.value):
                result[keyword] = {name: self._schema(member) for name, member in child.members()}

    def _element(self, keyword: str, node: Node, owner: Node) -> Any:
        """Return the schema of a part, a choice or an item."""
        if keyword == "allOf":
            return self._part(node, owner)
        if keyword != "prefixItems" and says_nothing(node.value) and is_null(self._context, node):
            return {"type": "null"}  # `{nullable: true}` among choices
        schema = self._schema(node)
        apart = self._places.told_apart.get(node.location)
        if keyword == "oneOf" and apart is not None and is_object(schema):
            schema.setdefault("allOf", []).append({"properties": {apart[0]: {"not": {"enum": list(apart[1])}}}})
        return schema

    def _part(self, node: Node, owner: Node) -> Any:
        """Return a part of an `allOf`; a base that lists the very schema it is a part of, without its list."""
        target = self._context.spec.follow(node) if is_reference(node.value) else None
        if target is not None and is_object(target.value):
            kept = own_keywords(self._context, target, frozenset({owner.location}))
            if any(keyword in target.value and keyword not in kept for keyword in ("oneOf", "anyOf")):
                rest = {key: value for key, value in target.value.items() if key in kept}
                return self._schema(Node(rest, target.location))
        return self._schema(node)

    def _nullable(self, node: Node, result: dict[str, Any]) -> Any:
        """Admit null where 3.0 says `nullable: true` and a `type` alone does not say it (see `nullable`)."""
        if not stands_apart(self._context, node.value):
            return result
        unions = [keyword for keyword in ("anyOf", "oneOf") if keyword in result]
        if len(unions) == 1 and not result.keys() & {"allOf", "$ref"}:
            result[unions[0]].append({"type": "null"})
            return result
        flags = dict.fromkeys(direction_flags(self._context, node), True)
        rest = {key: value for key, value in result.items() if key not in flags}
        return {"anyOf": [{"type": "null"}, rest], **flags} if rest else (flags or True)

    def _reference(self, node: Node) -> str | None:
        target = self._context.spec.references.resolve(node)
        if target is None or reached(self._context, node) is None:
            return None
        return "#/$defs" + self._places.add(target)


def _set_values(schema: dict[str, Any], result: dict[str, Any]) -> None:
    """Put the values of an enumeration as the type reads them; null among them makes the type nullable."""
    if "enum" not in result:
        return
    values = usable_values({key: value for key, value in schema.items() if key != "const"})
    if values is None:
        del result["enum"]
        return
    result["enum"] = values
    if None in values and isinstance(result.get("type"), str) and result["type"] != "null":
        result["type"] = [result["type"], "null"]
