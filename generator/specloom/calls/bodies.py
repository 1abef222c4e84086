"""Request bodies as they go over the wire, by kind of content (OpenAPI 3.2 §4.14, §4.15)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from specloom.calls.encoding import compact_json, plain_text
from specloom.calls.model import (
    FileBody,
    FileInput,
    FormBody,
    JsonBody,
    MultipartBody,
    TextBody,
    WireBody,
)
from specloom.calls.multipart import is_json_type, multipart_body
from specloom.calls.styles import Pair, is_nested, pairs
from specloom.calls.values import is_array, is_object
from specloom.calls.xml_schema import XmlSchemas
from specloom.calls.xml_text import xml_text
from specloom.ir.operation import Content, ContentKind, Encoding
from specloom.ir.types import JsonValue

__all__ = ["content_type", "form_pairs", "streamed_text", "wire_body"]

_WILDCARDS = {"image/*": "image/png", "text/*": "text/plain", "audio/*": "audio/mpeg", "video/*": "video/mp4"}
_RECORD = "\x1e"
"""Begins each value of a JSON text sequence (RFC 7464 §2.2)."""
_EVENT_FIELDS = ("event", "id", "retry")


def wire_body(content: Content, value: JsonValue) -> WireBody:
    """Return what is sent for a value of this content."""
    match content.kind:
        case ContentKind.JSON:
            return JsonBody(value)
        case ContentKind.FORM:
            return FormBody(tuple((pair.key, pair.value) for pair in form_pairs(content.encodings, value)))
        case ContentKind.MULTIPART:
            return multipart_body(content, value)
        case ContentKind.BINARY:
            return FileBody(value) if isinstance(value, FileInput) else TextBody(plain_text(value))
        case ContentKind.ANY if isinstance(value, FileInput):
            return FileBody(value)
        case ContentKind.ANY:
            return TextBody(value) if isinstance(value, str) else JsonBody(value)
        case ContentKind.TEXT | ContentKind.XML | ContentKind.NDJSON | ContentKind.SSE:
            return TextBody(plain_text(value))
        case _:
            assert_never(content.kind)


def content_type(content: Content, body: WireBody) -> str | None:
    """Return the Content-Type to send; None for multipart, whose boundary only the HTTP library knows."""
    if isinstance(body, MultipartBody):
        return None
    if isinstance(body, TextBody) and body.media_type:
        return body.media_type
    if "*" not in content.media_type:
        return content.media_type
    if isinstance(body, JsonBody):
        return "application/json"
    return _WILDCARDS.get(
        content.media_type, "text/plain" if isinstance(body, TextBody) else "application/octet-stream"
    )


def streamed_text(content: Content, name: str, value: JsonValue, pointer: str | None, schemas: XmlSchemas) -> JsonValue:
    """Return the value as the text that is sent, where the kind is one of text; the value itself for every other kind.

    A text is taken to be what is sent already. `pointer`: of the schema.
    """
    if isinstance(value, str):
        return value
    items = value if is_array(value) else [value]
    match content.kind:
        case ContentKind.XML:
            return xml_text(name, value, pointer, schemas)
        case ContentKind.TEXT:
            return plain_text(value)
        case ContentKind.NDJSON:
            mark = _RECORD if content.media_type.partition(";")[0].strip().lower().endswith("json-seq") else ""
            return "".join(f"{mark}{compact_json(item)}\n" for item in items)
        case ContentKind.SSE:
            return "".join(_event(item) for item in items)
        case _:
            return value


def _event(item: JsonValue) -> str:
    """One server-sent event; an object with `data` names the fields of the event itself (OpenAPI 3.2 §4.14.4)."""
    if is_object(item) and "data" in item:
        lines = [f"{name}: {plain_text(item[name])}" for name in _EVENT_FIELDS if name in item]
        data = plain_text(item["data"])
    else:
        lines, data = [], plain_text(item)
    return "\n".join([*lines, *(f"data: {line}" for line in data.split("\n"))]) + "\n\n"


def form_pairs(stated: tuple[Encoding, ...], value: JsonValue) -> Iterator[Pair]:
    """Yield the fields of a form. Form style has no rule for what is nested: that is JSON, unless a style is asked for."""
    encodings = {encoding.property: encoding for encoding in stated}
    for name, item in value.items() if is_object(value) else ():
        usual = "application/json" if is_nested(item) else "text/plain"
        encoding = encodings.get(name) or Encoding(property=name, content_type=usual)
        if not encoding.is_styled and is_json_type(encoding.content_type) and is_nested(item):
            yield Pair(name, (compact_json(item),))
        else:
            yield from pairs(name, item, encoding.style, encoding.explode)
