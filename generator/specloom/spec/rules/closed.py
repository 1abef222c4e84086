"""A schema on its own, so that a value can be checked against it: of the shape of 2020-12, with all that it refers to.

Only what can say something about the value at hand is taken along: a text needs no `properties`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from specloom.diagnostics import Location
from specloom.source import Node
from specloom.source.refs import References
from specloom.source.values import is_array, is_object
from specloom.spec.model import Spec

__all__ = ["Closer", "TooLargeError"]

_MOST_DEFINITIONS = 500
_ONE = ("not", "if", "then", "else")
_LISTS = ("allOf", "anyOf", "oneOf")
_OF_ARRAYS = ("items", "contains", "unevaluatedItems", "prefixItems")
_OF_OBJECTS_ONE = ("additionalProperties", "propertyNames", "unevaluatedProperties")
_OF_OBJECTS_MAP = ("properties", "patternProperties", "dependentSchemas")
_PLAIN = (
    *("type", "enum", "const", "format", "pattern", "minLength", "maxLength"),
    *("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"),
    *("minItems", "maxItems", "uniqueItems", "minContains", "maxContains"),
    *("required", "minProperties", "maxProperties", "dependentRequired"),
)


class TooLargeError(Exception):
    """A schema refers to more than is worth a check, or to what cannot be followed."""


@dataclass(slots=True)
class Closer:
    """Closes one schema."""

    spec: Spec
    references: References
    definitions: dict[str, Any] = field(default_factory=dict[str, Any])
    _keys: dict[Location, str] = field(default_factory=dict[Location, str])

    def close(self, node: Node, value: Any) -> dict[str, Any]:
        """Return the schema for a value; raises `TooLargeError`."""
        is_deep = bool(value) and (is_object(value) or is_array(value))
        schema = self._schema(node, is_deep=is_deep)
        return {"$defs": self.definitions, "allOf": [schema]} if self.definitions else schema

    def _schema(self, node: Node, *, is_deep: bool) -> Any:
        if not is_object(node.value):
            return node.value if isinstance(node.value, bool) else True
        if "$dynamicRef" in node.value or "$recursiveRef" in node.value:
            raise TooLargeError
        schema = self.spec.upgrade_schema(node.value)
        result = {keyword: schema[keyword] for keyword in _PLAIN if keyword in schema}
        if not is_array(result.get("required", [])):  # `required: true` of a parameter of 2.0
            del result["required"]
        if isinstance(schema.get("$ref"), str):
            result = result if self.spec.has_ref_siblings else {}
            result["$ref"] = self._reference(node, is_deep=is_deep)
            if not self.spec.has_ref_siblings:
                return result
        self._add_parts(node, result, is_deep=is_deep)
        return _nullable(schema, result)

    def _add_parts(self, node: Node, result: dict[str, Any], *, is_deep: bool) -> None:
        inner = (*_OF_ARRAYS, *_OF_OBJECTS_ONE) if is_deep else ()
        for keyword in (*_ONE, *inner):
            child = node.get(keyword)
            if child is not None and isinstance(child.value, (dict, bool)):
                result[keyword] = self._schema(child, is_deep=is_deep)
        for keyword in (*_LISTS, *(("prefixItems", "items") if is_deep else ())):
            child = node.get(keyword)
            if child is not None and is_array(child.value) and child.value:
                result[keyword] = [self._schema(element, is_deep=is_deep) for element in child.elements()]
        for keyword in _OF_OBJECTS_MAP if is_deep else ():
            child = node.get(keyword)
            if child is not None and is_object(child.value):
                result[keyword] = {name: self._schema(member, is_deep=is_deep) for name, member in child.members()}

    def _reference(self, node: Node, *, is_deep: bool) -> str:
        target = self.references.resolve(node)
        if target is None:
            raise TooLargeError
        if target.location not in self._keys:
            if len(self._keys) == _MOST_DEFINITIONS:
                raise TooLargeError
            key = self._keys[target.location] = str(len(self._keys))
            self.definitions[key] = self._schema(target, is_deep=is_deep)
        return f"#/$defs/{self._keys[target.location]}"


def _nullable(schema: Mapping[str, Any], result: dict[str, Any]) -> Any:
    """Admit null where 3.0 says `nullable: true` and there is no `type` to say it with."""
    return {"anyOf": [{"type": "null"}, result]} if schema.get("nullable") is True else result
