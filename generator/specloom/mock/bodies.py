"""Reads request bodies by kind of content and holds them against their schemas (OpenAPI 3.2 §4.14, §4.15)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import assert_never

from specloom.ir.operation import Content, ContentKind, Encoding, Operation
from specloom.ir.types import JsonValue, Type, TypeDef
from specloom.mock.faults import value_faults
from specloom.mock.model import Fault, Place, Received
from specloom.mock.multipart import read_multipart, styled_properties
from specloom.mock.pairs import Pairs
from specloom.mock.reading import ABSENT, Reader, UnreadableError, parse_json

__all__ = ["body_faults", "read_form"]


def body_faults(reader: Reader, operation: Operation, received: Received) -> Iterator[Fault]:
    """Yield what is wrong with the body of a request."""
    described, sent = operation.body, received.header("Content-Type")
    if described is None:
        if received.body:
            yield Fault(status=400, place=Place.BODY, detail="a body was sent, and the operation takes none")
        return
    if not received.body and sent is None:
        if described.required:
            yield Fault(status=400, place=Place.BODY, detail="it is required, and not there")
        return
    content = _content(described.contents, sent or "")
    if content is None:
        wanted = ", ".join(one.media_type for one in described.contents)
        detail = f"its media type is {sent or 'not said'}; the operation takes {wanted}"
        yield Fault(status=415, place=Place.BODY, detail=detail)
        return
    try:
        value = _value(reader, content, received)
    except UnreadableError as error:
        yield Fault(status=400, place=Place.BODY, detail=str(error))
        return
    if value is not ABSENT:
        yield from value_faults(reader, content.type, value, Place.BODY)


def _content(contents: tuple[Content, ...], sent: str) -> Content | None:
    """Return the content of a media type: the one that names it, else the narrowest range that holds it."""
    essence = sent.partition(";")[0].strip().lower()
    named = [one for one in contents if one.media_type.partition(";")[0].strip().lower() == essence]
    ranges = sorted((one for one in contents if "*" in one.media_type), key=lambda one: -len(one.media_type))
    fitting = (one for one in ranges if re.fullmatch(re.escape(one.media_type.lower()).replace(r"\*", ".*"), essence))
    return next(iter([*named, *fitting]), None)


def _value(reader: Reader, content: Content, received: Received) -> JsonValue:
    """Return the value that a body stands for; ABSENT for what no schema speaks of."""
    match content.kind:
        case ContentKind.JSON:
            return parse_json(received.body)
        case ContentKind.FORM:
            return read_form(reader, Pairs.of_query(_text(received)), content.type, content.encodings)
        case ContentKind.MULTIPART:
            return read_multipart(reader, content, received)
        case ContentKind.TEXT:
            return ABSENT if content.is_sequence else reader.scalar(_text(received), content.type)
        case ContentKind.NDJSON:
            for line in _text(received).replace("\x1e", "").splitlines():
                if line.strip():
                    parse_json(line)
            return ABSENT
        case ContentKind.XML | ContentKind.SSE:
            _text(received)
            return ABSENT
        case ContentKind.ANY | ContentKind.BINARY:
            if not received.body:
                raise UnreadableError("it is empty")
            return ABSENT
        case _:
            assert_never(content.kind)


def _text(received: Received) -> str:
    try:
        return received.body.decode()
    except UnicodeDecodeError as error:
        raise UnreadableError("it is not UTF-8 text") from error


def read_form(reader: Reader, sent: Pairs, type_: Type, stated: tuple[Encoding, ...]) -> JsonValue:
    """Return the object that the fields of a form make. Every field belongs to a property."""
    texts = [(pair.key, sent.decode(pair.raw)) for pair in sent.take(lambda _: True)]
    return reader.form(type_, lambda variant: _object(reader, Pairs.of_fields(texts), variant, stated))


def _object(reader: Reader, fields: Pairs, type_: Type | TypeDef, stated: tuple[Encoding, ...]) -> dict[str, JsonValue]:
    value = dict(styled_properties(reader, fields, type_, stated))
    encodings = {encoding.property: encoding for encoding in stated}
    for name in fields.unused:
        inner = reader.shapes.member(type_, name)
        text = next(fields.decode(pair.raw) for pair in fields.pairs if pair.key == name)
        if name not in encodings and text[:1] in ("{", "[") and reader.shapes.kinds(inner) & {"array", "object"}:
            fields.take(name.__eq__)
            value[name] = parse_json(text)
            continue
        encoding = encodings.get(name) or Encoding(property=name, content_type="text/plain")
        value[name] = reader.in_pairs(name, fields, encoding.style, encoding.explode, inner)
    return value
