"""What schemas say of XML: names, attributes, wrappers and namespaces (OpenAPI 3.2 §4.26). Schemas in, facts out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specloom.calls.schema_forms import schema_at
from specloom.calls.values import is_array, is_object
from specloom.ir.types import JsonValue

__all__ = ["XmlFacts", "XmlSchemas"]

_MOST_PARTS = 200
_CHOICES = ("allOf", "oneOf", "anyOf")


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlFacts:
    """The XML Object of a schema; empty where it says nothing."""

    name: str = ""
    prefix: str = ""
    namespace: str = ""
    node: str = ""
    """`element`, `attribute`, `text`, `cdata` or `none`; empty where the type of the value decides."""

    @property
    def is_text(self) -> bool:
        """Return whether the value is the text of the element around it."""
        return self.node in ("text", "cdata")


@dataclass(frozen=True, slots=True)
class XmlSchemas:
    """Reads the schemas of an API."""

    schemas: Mapping[str, JsonValue]

    def at(self, pointer: str | None) -> JsonValue:
        """Return the schema at a pointer of the API; None where there is none."""
        return None if pointer is None else schema_at(self.schemas, pointer)

    def facts(self, schema: JsonValue) -> XmlFacts:
        """Return what the first XML Object of a schema, or of what it refers to, says."""
        for part in self._parts(schema):
            xml = part.get("xml")
            if is_object(xml):
                return _facts(xml)
        return XmlFacts()

    def property(self, schema: JsonValue, name: str) -> JsonValue:
        """Return the schema of a property."""
        for part in self._parts(schema):
            listed = part.get("properties")
            if is_object(listed) and name in listed:
                return listed[name]
        return next(
            (part["additionalProperties"] for part in self._parts(schema) if "additionalProperties" in part), None
        )

    def items(self, schema: JsonValue) -> JsonValue:
        """Return the schema of the items of an array."""
        return next((part["items"] for part in self._parts(schema) if "items" in part), None)

    def _parts(self, schema: JsonValue) -> Iterator[Mapping[str, JsonValue]]:
        """Yield a schema, what it refers to and what it is composed of; a ring of them ends somewhere."""
        waiting: list[JsonValue] = [schema]
        for _ in range(_MOST_PARTS):
            if not waiting:
                return
            part = waiting.pop(0)
            if not is_object(part):
                continue
            yield part
            reference = part.get("$ref")
            if isinstance(reference, str):
                waiting.append(self.at(reference.removeprefix("#/$defs")))
            for keyword in _CHOICES:
                listed = part.get(keyword)
                waiting += listed if is_array(listed) else []


def _facts(xml: Mapping[str, JsonValue]) -> XmlFacts:
    """Return an XML Object in the terms of 3.2, which has `nodeType` for `attribute` and `wrapped`."""
    older = "attribute" if xml.get("attribute") is True else "element" if xml.get("wrapped") is True else ""
    texts = {key: value for key, value in xml.items() if isinstance(value, str)}
    return XmlFacts(
        name=texts.get("name", ""),
        prefix=texts.get("prefix", ""),
        namespace=texts.get("namespace", ""),
        node=texts.get("nodeType", older),
    )
