"""A value as a well-formed XML text: an element per property, lists as repeated elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape

from specloom.calls.encoding import plain_text
from specloom.calls.values import is_array, is_object, is_structured
from specloom.ir.types import JsonValue

__all__ = ["xml_text"]

_NOT_IN_A_NAME = re.compile(r"[^A-Za-z0-9_.-]+")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(name: str, value: JsonValue) -> str:
    """Return the document whose root element has this name."""
    return "\n".join(('<?xml version="1.0" encoding="UTF-8"?>', *_element(_xml_name(name), value, ""))) + "\n"


def _element(name: str, value: JsonValue, indent: str) -> Iterator[str]:
    if value is None:
        yield f"{indent}<{name}/>"
    elif is_structured(value):
        yield f"{indent}<{name}>"
        for key, item in _children(value):
            yield from _element(_xml_name(key), item, indent + "  ")
        yield f"{indent}</{name}>"
    else:
        yield f"{indent}<{name}>{escape(_NOT_XML.sub('', plain_text(value)))}</{name}>"


def _children(value: JsonValue) -> Iterator[tuple[str, JsonValue]]:
    if is_array(value):
        yield from (("item", item) for item in value)
    elif is_object(value):
        for key, item in value.items():
            yield from ((key, one) for one in item) if is_array(item) else ((key, item),)


def _xml_name(name: str) -> str:
    """Return a name that an element may have (XML 1.0 §2.3), close to the given one."""
    kept = _NOT_IN_A_NAME.sub("_", name)
    return kept if kept[:1].isalpha() or kept[:1] == "_" else f"_{kept}"
