"""How a body is written: JSON, forms, multipart forms, text and bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import IO, NamedTuple, TypeAlias, TypeGuard, cast

from .call import Body
from .encode import encode
from .kinds import is_array, is_object
from .model import Model
from .styles import Style, json_text, pairs, plain_text
from .unset import UNSET

__all__ = ["FileInput", "Payload", "payload"]

FileInput: TypeAlias = bytes | PathLike[str] | IO[bytes]
"""The content of a file: bytes, a path, or something open for reading."""

_FORM = Style("form", explode=True)
_BYTES = "application/octet-stream"
_JSON = "application/json"

Part: TypeAlias = tuple[str | None, bytes, str | None]
"""File name, content and media type of one part."""


class Payload(NamedTuple):
    """A written body: content with its media type, or the parts of a multipart form."""

    content: bytes | None = None
    media_type: str | None = None
    parts: list[tuple[str, Part]] | None = None


def payload(spec: Body | None, value: object, more: Mapping[str, object]) -> Payload:
    """Return the body of a call; `more` are fields that the options add to a JSON body."""
    if is_object(value):
        value = {name: item for name, item in value.items() if item is not UNSET}
    if spec is None or value is UNSET:
        return Payload()
    if value == {} and not more and not spec.required:
        return Payload()
    match spec.kind:
        case "json":
            encoded = encode(value)
            if more:
                encoded = {**encoded, **cast("dict[str, object]", encode(more))}
            return Payload(json_text(encoded).encode(), spec.media_type)
        case "form":
            return Payload(_form(spec, value).encode(), spec.media_type)
        case "multipart":
            return Payload(parts=list(_parts(spec, value)))
        case _ if _is_file(value):
            return Payload(_content(cast("FileInput", value)), spec.media_type)
        case _:
            return Payload(plain_text(encode(value)).encode(), spec.media_type)


def _properties(value: object) -> dict[str, object]:
    """Return the fields of an object by name on the wire, not encoded yet."""
    if isinstance(value, Model):
        named = {spec.wire_name: getattr(value, spec.name) for spec in value.__fields__}
        return {**named, **value.extra_fields}
    return dict(cast("Mapping[str, object]", value))


def _form(spec: Body, value: object) -> str:
    """Return `application/x-www-form-urlencoded` text."""
    return "&".join(
        pair.encoded()
        for name, item in _properties(encode(value)).items()
        for pair in pairs(name, item, spec.styles.get(name, _FORM))
    )


def _parts(spec: Body, value: object) -> Iterator[tuple[str, Part]]:
    """Yield the parts of a multipart form; a list makes a part of each item."""
    for name, item in _properties(value).items():
        media_type = spec.part_types.get(name)
        for single in item if _is_list(item) else [item]:
            if single is not UNSET:
                yield name, _part(name, single, media_type)


def _part(name: str, value: object, media_type: str | None) -> Part:
    if _is_file(value):
        content = _content(cast("FileInput", value))
        return _file_name(value) or name, content, media_type or _BYTES
    encoded = encode(value)
    if is_object(encoded) or is_array(encoded):
        media_type = media_type or _JSON
    text = json_text(encoded) if media_type == _JSON else plain_text(encoded)
    return None, text.encode(), media_type


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _is_file(value: object) -> bool:
    return isinstance(value, bytes | bytearray | PathLike) or hasattr(value, "read")


def _content(file: FileInput) -> bytes:
    """Return the bytes of a file."""
    if isinstance(file, bytes | bytearray):
        return bytes(file)
    return Path(file).read_bytes() if isinstance(file, PathLike) else file.read()


def _file_name(file: object) -> str | None:
    """Return the name of a file, where it has one."""
    named: object = getattr(file, "name", None)
    return Path(named).name if isinstance(named, str) else None
