"""Reads multipart bodies (RFC 7578, RFC 2046 §5.1; OpenAPI 3.2 §4.15): parts in, the object that they make out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from typing import cast

from specloom.ir.operation import Content, Encoding
from specloom.ir.types import JsonValue, Type, TypeDef
from specloom.mock.model import Received
from specloom.mock.pairs import Pairs
from specloom.mock.reading import ABSENT, Reader, UnreadableError, parse_json

__all__ = ["read_multipart", "styled_properties"]

_FILE = "file"
"""Stands for bytes in a value: no schema says anything about them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Part:
    name: str
    media_type: str
    is_file: bool
    content: bytes

    def text(self) -> str:
        try:
            return self.content.decode()
        except UnicodeDecodeError as error:
            raise UnreadableError(f"the part {self.name!r} is neither a file nor UTF-8 text") from error


def read_multipart(reader: Reader, content: Content, received: Received) -> JsonValue:
    """Return the object that the parts make; ABSENT where they have no names."""
    parts = list(_parts(received))
    if content.item_encoding is not None or content.is_sequence:
        return ABSENT
    return reader.form(content.type, lambda variant: _object(reader, content, variant, parts))


def _object(reader: Reader, content: Content, type_: Type | TypeDef, parts: list[_Part]) -> dict[str, JsonValue]:
    texts = [(part.name, part.text()) for part in parts if not part.is_file and not _is_json(part)]
    fields = Pairs.of_fields(texts)
    value = dict(styled_properties(reader, fields, type_, content.encodings))
    styled = {texts[index][0] for index in fields.used}
    for name in dict.fromkeys(part.name for part in parts if part.name not in styled):
        named = [part for part in parts if part.name == name]
        value[name] = _property(reader, reader.shapes.member(type_, name), named)
    return value


def styled_properties(
    reader: Reader, fields: Pairs, type_: Type | TypeDef, stated: tuple[Encoding, ...]
) -> Iterator[tuple[str, JsonValue]]:
    """Yield the properties that are written like parameters, those last that take any field: exploded objects."""
    types = {one.property: reader.shapes.member(type_, one.property) for one in stated if one.is_styled}
    styled = [one for one in stated if one.is_styled]
    for one in sorted(styled, key=lambda one: "object" in reader.shapes.kinds(types[one.property])):
        value = reader.in_pairs(one.property, fields, one.style, one.explode, types[one.property])
        if value is not ABSENT:
            yield one.property, value


def _property(reader: Reader, type_: Type, parts: list[_Part]) -> JsonValue:
    """Return the value of a property: of a list there is one part for each item, or one that is all of it."""
    kinds = reader.shapes.kinds(type_)
    if "array" not in kinds:
        if len(parts) > 1:
            raise UnreadableError(f"there are {len(parts)} parts called {parts[0].name!r}")
        return _item(reader, type_, parts[0])
    if len(parts) == 1 and _is_json(parts[0]) and not parts[0].is_file:
        whole = parse_json(parts[0].content)
        if isinstance(whole, list):
            return cast("JsonValue", whole)
    if len(parts) == 1 and kinds - {"array", "null"} and not parts[0].is_file:
        return _item(reader, type_, parts[0])
    return [_item(reader, reader.shapes.item(type_, index), part) for index, part in enumerate(parts)]


def _item(reader: Reader, type_: Type, part: _Part) -> JsonValue:
    is_text = "string" in reader.shapes.kinds(type_)
    if reader.shapes.is_file(type_) or (part.is_file and is_text):
        return _FILE
    return parse_json(part.content) if _is_json(part) else reader.scalar(part.text(), type_)


def _is_json(part: _Part) -> bool:
    return part.media_type == "application/json" or part.media_type.endswith("+json")


def _parts(received: Received) -> Iterator[_Part]:
    head = f"Content-Type: {received.header('Content-Type')}\r\n\r\n".encode()
    message = message_from_bytes(head + received.body, policy=policy.HTTP)
    if not message.is_multipart():
        raise UnreadableError("it has no parts")
    for part in cast("list[Message]", message.get_payload()):
        content = part.get_payload(decode=True)
        yield _Part(
            name=str(part.get_param("name", header="content-disposition") or ""),
            media_type=part.get_content_type().lower(),
            is_file=part.get_filename() is not None,
            content=content if isinstance(content, bytes) else b"",
        )
