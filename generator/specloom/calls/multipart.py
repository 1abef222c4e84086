"""Multipart bodies: the parts of a form, and whole texts of the kinds that no form library writes (RFC 2046 §5.1)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from specloom.calls.encoding import compact_json, plain_text
from specloom.calls.files import file_purposes, without_files
from specloom.calls.model import FileInput, MultipartBody, Part, TextBody
from specloom.calls.styles import is_nested, pairs
from specloom.calls.values import is_array, is_object, is_structured
from specloom.ir.operation import Content, Encoding
from specloom.ir.types import JsonValue

__all__ = ["is_json_type", "multipart_body"]

_FORM_DATA = "multipart/form-data"


def is_json_type(media_type: str) -> bool:
    """Return whether a media type is JSON (RFC 8259, RFC 6839)."""
    essence = media_type.partition(";")[0].strip().lower()
    return essence == "application/json" or essence.endswith("+json")


def multipart_body(content: Content, value: JsonValue) -> MultipartBody | TextBody:
    """Return the parts of a form for an HTTP library to put together; of other kinds of multipart the whole text.

    Where such a text would hold a file it stays a list of parts, and each language says whether it can send that.
    """
    parts = tuple(_parts(content, value))
    essence = content.media_type.partition(";")[0].strip().lower()
    if essence in (_FORM_DATA, "multipart/*"):
        return MultipartBody(parts)
    if any(True for _ in file_purposes(value)):
        return MultipartBody(parts, media_type=essence)
    return _written(essence, parts)


def _written(essence: str, parts: tuple[Part, ...]) -> TextBody:
    """Return the body as one text; the boundary is made of what it stands between, so that it stays what it is."""
    texts = ["\r\n".join((*_part_headers(part), "", str(part.value))) for part in parts]
    boundary = hashlib.sha256("\0".join(texts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    text = "".join(f"--{boundary}\r\n{each}\r\n" for each in texts) + f"--{boundary}--\r\n"
    return TextBody(text, media_type=f"{essence}; boundary={boundary}")


def _part_headers(part: Part) -> Iterator[str]:
    if part.name:
        quoted = part.name.replace("\\", "\\\\").replace('"', '\\"').replace("\r", "%0D").replace("\n", "%0A")
        yield f'Content-Disposition: form-data; name="{quoted}"'
    yield f"Content-Type: {part.content_type or 'text/plain'}"


def _parts(content: Content, value: JsonValue) -> Iterator[Part]:
    if content.item_encoding is not None:
        yield from _unnamed_parts(content, content.item_encoding, value)
        return
    encodings = {encoding.property: encoding for encoding in content.encodings}
    for name, item in value.items() if is_object(value) else ():
        yield from _named_parts(encodings.get(name) or Encoding(property=name, content_type="text/plain"), item)


def _unnamed_parts(content: Content, further: Encoding, value: JsonValue) -> Iterator[Part]:
    """Yield the items of a list, each written as its place says (OpenAPI 3.2 §4.15.1)."""
    for index, item in enumerate(value if is_array(value) else [value]):
        prefix = content.prefix_encodings
        encoding = prefix[index] if index < len(prefix) else further
        yield _part("", item, encoding.content_type)


def _named_parts(encoding: Encoding, item: JsonValue) -> Iterator[Part]:
    """Yield the parts of one property: one for each item of a list, unless it is declared to be JSON, or has a style."""
    name = encoding.property
    if encoding.is_styled and not any(True for _ in file_purposes(item)):
        yield from (Part(pair.key, pair.value) for pair in pairs(name, item, encoding.style, encoding.explode))
        return
    whole = is_json_type(encoding.content_type) and is_array(item) and not is_nested(item)
    for one in item if is_array(item) and not whole else [item]:
        if one is not None:
            yield _part(name, one, encoding.content_type)


def _part(name: str, item: JsonValue, declared: str) -> Part:
    """Return one part; a list of content types, or a wildcard, leaves the choice to the HTTP library."""
    stated = declared if declared and "*" not in declared and "," not in declared else None
    if isinstance(item, FileInput):
        is_said = stated not in (None, "application/octet-stream") and not is_json_type(declared)
        return Part(name, item, stated if is_said else None)  # JSON is the default of a union, not what a file is
    if is_structured(item):
        return Part(
            name, compact_json(without_files(item)), stated if stated and is_json_type(stated) else "application/json"
        )
    if stated is not None and is_json_type(stated):
        return Part(name, compact_json(item), stated)
    return Part(name, plain_text(item), None if stated in ("text/plain", "application/octet-stream") else stated)
