"""A value as a well-formed XML text, as its schema describes it: an element per property, lists as repeated elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from specloom.calls.encoding import plain_text
from specloom.calls.values import is_array, is_object, is_structured
from specloom.calls.xml_schema import XmlFacts, XmlSchemas
from specloom.ir.types import JsonValue

__all__ = ["xml_text"]

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_.-]+")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DEFAULT_ITEM = "item"


def xml_text(name: str, value: JsonValue, pointer: str | None, schemas: XmlSchemas) -> str:
    """Return the document of a value whose schema is at a pointer; `name` is its root's, unless the schema says another."""
    schema = schemas.at(pointer)
    root = schemas.facts(schema).name or name
    lines = _Writer(schemas).element(root, value, schema, "")
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', *lines)) + "\n"


@dataclass(frozen=True, slots=True)
class _Child:
    """An element inside of another one."""

    name: str
    value: JsonValue
    schema: JsonValue
    is_wrapper: bool = False


@dataclass(frozen=True, slots=True)
class _Writer:
    schemas: XmlSchemas

    def element(
        self, name: str, value: JsonValue, schema: JsonValue, indent: str, *, is_wrapper: bool = False
    ) -> Iterator[str]:
        """Yield the lines of an element (§4.26.1)."""
        facts = self.schemas.facts(schema)
        tag = _tag(name, facts)
        head = tag + _namespace(facts) + "".join(self._attributes(value, schema))
        children = list(self._children(value, schema, name, is_wrapper=is_wrapper))
        text = self._text(value, schema)
        if children:
            yield f"{indent}<{head}>"
            for child in children:
                yield from self.element(
                    child.name, child.value, child.schema, indent + "  ", is_wrapper=child.is_wrapper
                )
            yield f"{indent}</{tag}>"
        elif text is None or (is_structured(value) and not text):
            yield f"{indent}<{head}/>" if value is None else f"{indent}<{head}></{tag}>"
        else:
            yield f"{indent}<{head}>{_escaped(text)}</{tag}>"

    def _attributes(self, value: JsonValue, schema: JsonValue) -> Iterator[str]:
        for key, item, facts in self._members(value, schema):
            if facts.node == "attribute" and not is_structured(item) and item is not None:
                yield f" {_tag(facts.name or key, facts)}={quoteattr(_NOT_XML.sub('', plain_text(item)))}"

    def _text(self, value: JsonValue, schema: JsonValue) -> str | None:
        """Return the text of an element: a scalar, or the member of an object that stands for it."""
        if not is_structured(value):
            return None if value is None else plain_text(value)
        texts = (item for _, item, facts in self._members(value, schema) if facts.is_text)
        return next((plain_text(item) for item in texts if item is not None), "")

    def _members(self, value: JsonValue, schema: JsonValue) -> Iterator[tuple[str, JsonValue, XmlFacts]]:
        for key, item in value.items() if is_object(value) else ():
            yield key, item, self.schemas.facts(self.schemas.property(schema, key))

    def _children(self, value: JsonValue, schema: JsonValue, name: str, *, is_wrapper: bool) -> Iterator[_Child]:
        """Yield what stands inside: the properties of an object, the items of a list."""
        if is_array(value):
            items = self.schemas.items(schema)
            stated = self.schemas.facts(items).name
            usual = name if is_wrapper else _DEFAULT_ITEM
            yield from (_Child(stated or usual, one, items) for one in value)
        for key, item, facts in self._members(value, schema):
            inner = self.schemas.property(schema, key)
            if facts.node == "attribute" or facts.is_text:
                continue
            if is_array(item) and facts.node != "element":
                # without a wrapper the name of the list means nothing, that of its items does
                items = self.schemas.items(inner)
                yield from (_Child(self.schemas.facts(items).name or key, one, items) for one in item)
            else:
                yield _Child(facts.name or key, item, inner, is_wrapper=is_array(item))


def _tag(name: str, facts: XmlFacts) -> str:
    return f"{_xml_name(facts.prefix)}:{_xml_name(name)}" if facts.prefix else _xml_name(name)


def _namespace(facts: XmlFacts) -> str:
    if not facts.namespace:
        return ""
    key = f"xmlns:{_xml_name(facts.prefix)}" if facts.prefix else "xmlns"
    return f" {key}={quoteattr(_NOT_XML.sub('', facts.namespace))}"


def _escaped(text: str) -> str:
    return escape(_NOT_XML.sub("", text))


def _xml_name(name: str) -> str:
    """Return a name that an element may have (XML 1.0 §2.3), close to the given one."""
    kept = _NOT_IN_A_NAME.sub("_", name)
    return kept if kept[:1].isalpha() or kept[:1] == "_" else f"_{kept}"
