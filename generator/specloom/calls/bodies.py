"""Request bodies as they go over the wire, by kind of content (OpenAPI 3.1 §4.8.14, §4.8.15)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from specloom.calls.encoding import compact_json, plain_text
from specloom.calls.files import without_files
from specloom.calls.model import (
    FileBody,
    FileInput,
    FormBody,
    JsonBody,
    MultipartBody,
    Part,
    TextBody,
    WireBody,
)
from specloom.calls.styles import Pair, pairs
from specloom.calls.values import is_array, is_object, is_structured
from specloom.calls.xml_text import xml_text
from specloom.ir.operation import Content, ContentKind, Encoding, Style
from specloom.ir.types import JsonValue

__all__ = ["content_type", "is_json_type", "streamed_text", "wire_body"]

_WILDCARDS = {"image/*": "image/png", "text/*": "text/plain", "audio/*": "audio/mpeg", "video/*": "video/mp4"}
_EVENT_FIELDS = ("event", "id", "retry")


def wire_body(content: Content, value: JsonValue) -> WireBody:
    """Return what is sent for a value of this content."""
    match content.kind:
        case ContentKind.JSON:
            return JsonBody(value)
        case ContentKind.FORM:
            return FormBody(tuple((pair.key, pair.value) for pair in _form_pairs(content, value)))
        case ContentKind.MULTIPART:
            return MultipartBody(tuple(_parts(content, value)))
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
    if "*" not in content.media_type:
        return content.media_type
    if isinstance(body, JsonBody):
        return "application/json"
    return _WILDCARDS.get(
        content.media_type, "text/plain" if isinstance(body, TextBody) else "application/octet-stream"
    )


def streamed_text(kind: ContentKind, name: str, value: JsonValue) -> JsonValue:
    """Return the value as the text that is sent, where the kind is one of text; the value itself for every other kind.

    A text is taken to be what is sent already.
    """
    if isinstance(value, str):
        return value
    items = value if is_array(value) else [value]
    match kind:
        case ContentKind.XML:
            return xml_text(name, value)
        case ContentKind.TEXT:
            return plain_text(value)
        case ContentKind.NDJSON:
            return "".join(compact_json(item) + "\n" for item in items)
        case ContentKind.SSE:
            return "".join(_event(item) for item in items)
        case _:
            return value


def is_json_type(media_type: str) -> bool:
    """Return whether a media type is JSON (RFC 8259, RFC 6839)."""
    essence = media_type.partition(";")[0].strip().lower()
    return essence == "application/json" or essence.endswith("+json")


def _event(item: JsonValue) -> str:
    """One server-sent event; an object with `data` names the fields of the event itself (OpenAPI 3.2 §4.14.4)."""
    if is_object(item) and "data" in item:
        lines = [f"{name}: {plain_text(item[name])}" for name in _EVENT_FIELDS if name in item]
        data = plain_text(item["data"])
    else:
        lines, data = [], plain_text(item)
    return "\n".join([*lines, *(f"data: {line}" for line in data.split("\n"))]) + "\n\n"


def _form_pairs(content: Content, value: JsonValue) -> Iterator[Pair]:
    encodings = {encoding.property: encoding for encoding in content.encodings}
    for name, item in value.items() if is_object(value) else ():
        encoding = encodings.get(name) or Encoding(property=name, content_type="text/plain")
        if encoding.style is Style.FORM and is_json_type(encoding.content_type) and _is_structured(item):
            yield Pair(name, (compact_json(item),))
        else:
            yield from pairs(name, item, encoding.style, encoding.explode)


def _is_structured(item: JsonValue) -> bool:
    """Return whether form style has no rule for a value: an object, or a list of anything but scalars."""
    return is_object(item) or (is_array(item) and any(is_structured(one) for one in item))


def _parts(content: Content, value: JsonValue) -> Iterator[Part]:
    encodings = {encoding.property: encoding for encoding in content.encodings}
    for name, item in value.items() if is_object(value) else ():
        encoding = encodings.get(name) or Encoding(property=name, content_type="text/plain")
        whole = is_json_type(encoding.content_type) and is_array(item) and not _is_structured(item)
        for one in item if is_array(item) and not whole else [item]:
            if one is not None:
                yield _part(name, one, encoding.content_type)


def _part(name: str, item: JsonValue, declared: str) -> Part:
    """Return one part; a list of content types, or a wildcard, leaves the choice to the HTTP library."""
    stated = declared if declared and "*" not in declared and "," not in declared else None
    if isinstance(item, FileInput):
        return Part(name, item, None if stated == "application/octet-stream" else stated)
    if is_structured(item):
        return Part(
            name, compact_json(without_files(item)), stated if stated and is_json_type(stated) else "application/json"
        )
    if stated is not None and is_json_type(stated):
        return Part(name, compact_json(item), stated)
    return Part(name, plain_text(item), None if stated in ("text/plain", "application/octet-stream") else stated)
