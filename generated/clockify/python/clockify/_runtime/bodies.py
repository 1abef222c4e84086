"""How a body is written: JSON, forms, multipart forms, text and bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import NamedTuple, TypeAlias, TypeGuard, cast

from .call import Body
from .encode import encode, properties
from .kinds import is_array, is_model, is_object
from .multipart import Part, joined
from .styles import Style, json_text, pairs, plain_text, quoted
from .unset import UNSET
from .uploads import Piece, Upload, content_of


class NamedFile:
    """The content of a file, with the name and the media type that go with it."""

    def __init__(
        self,
        content: Piece,
        *,
        name: str | None = None,
        media_type: str | None = None,
    ) -> None:
        self.content = bytes(content) if isinstance(content, bytearray) else content
        self.name = name or _file_name(content)
        self.media_type = media_type


FileInput: TypeAlias = Piece | NamedFile
"""A file: bytes, a path, something open for reading, or a `NamedFile` that says more."""

_FORM = Style("form", explode=True)
_NESTED = Style("json")
_BYTES = "application/octet-stream"
_JSON = "application/json"
_RECORD = "\x1e"  # begins each value of a JSON text sequence (RFC 7464)


class Payload(NamedTuple):
    """A written body."""

    content: bytes | Upload | None = None
    media_type: str | None = None


_NOTHING = Payload()


def payload(spec: Body | None, value: object, more: Mapping[str, object]) -> Payload:
    """Return the body of a call; `more` are fields that the options add to a JSON body."""
    if spec is None or value is UNSET:
        return _NOTHING
    if is_object(value) and value:  # an empty one was given as it is
        value = {name: item for name, item in value.items() if item is not UNSET}
        if not value and not more and not spec.required:
            return _NOTHING
    match spec.kind:
        case "json":
            encoded = encode(value)
            if more:
                encoded = {**encoded, **encode(more)}
            return Payload(json_text(encoded).encode(), spec.media_type)
        case "form":
            return Payload(_form(spec, value).encode(), spec.media_type)
        case "multipart" | "parts":
            media_type = _concrete(spec.media_type, "multipart/form-data")
            return Payload(*joined(media_type, _parts(spec, value)))
        case "ndjson" if not isinstance(value, str):
            mark = _RECORD if spec.media_type.endswith("json-seq") else ""
            lines = (f"{mark}{json_text(item)}\n" for item in encode(value))
            return Payload("".join(lines).encode(), spec.media_type)
        case _ if _is_file(value):
            file = _named(value)
            media_type = file.media_type or _concrete(spec.media_type, _BYTES)
            return Payload(content_of([file.content]), media_type)
        case "any" if not isinstance(value, str):
            return Payload(json_text(value).encode(), _JSON)
        case _:
            text = plain_text(encode(value))
            return Payload(text.encode(), _concrete(spec.media_type, "text/plain"))


def query_text(spec: Body, value: object) -> str:
    """Return the whole query string, encoded."""
    match spec.kind:
        case "form":
            return _form(spec, value)
        case "json":
            return quoted(json_text(value))
        case _:
            return quoted(plain_text(encode(value)))


def _concrete(media_type: str, fallback: str) -> str:
    """Return a media type that can be sent: a wildcard cannot."""
    return fallback if "*" in media_type else media_type


def _properties(value: object) -> dict[str, object]:
    """Return the fields of an object by name on the wire, not encoded yet."""
    if is_model(value):
        return properties(value)
    return dict(cast("Mapping[str, object]", value))


def _form(spec: Body, value: object) -> str:
    """Return `application/x-www-form-urlencoded` text; form style has no rule for what is nested: that is JSON."""
    written: list[str] = []
    for name, item in _properties(encode(value)).items():
        usual = _NESTED if _is_nested(item) else _FORM
        found = pairs(name, item, spec.styles.get(name, usual))
        written += [pair.encoded() for pair in found]
    return "&".join(written)


def _is_nested(item: object) -> bool:
    if is_array(item):
        return any(is_object(one) or is_array(one) for one in item)
    return is_object(item)


def _parts(spec: Body, value: object) -> Iterator[tuple[str, Part]]:
    """Yield the parts of a multipart form; a list makes a part of each item, unless it is declared to be JSON."""
    if spec.place_types:
        yield from _unnamed_parts(spec.place_types, value)
        return
    for name, item in _properties(value).items():
        media_type = spec.part_types.get(name)
        if item is UNSET or item is None:
            continue
        if name in spec.styles and not _holds_files(item):
            for pair in pairs(name, encode(item), spec.styles[name]):
                yield pair.key, (None, pair.value.encode(), None)
            continue
        if _is_list(item) and (media_type != _JSON or _is_nested(encode(item))):
            for single in item:
                yield name, _part(name, single, media_type)
        else:
            yield name, _part(name, item, media_type)


def _unnamed_parts(
    place_types: tuple[str, ...], value: object
) -> Iterator[tuple[str, Part]]:
    """Yield parts that their place tells apart, each in the media type of its place."""
    for index, item in enumerate(value if _is_list(value) else [value]):
        media_type = place_types[min(index, len(place_types) - 1)]
        yield "", _part("", item, _concrete(media_type, _BYTES))


def _holds_files(item: object) -> bool:
    return any(_is_file(one) for one in item) if _is_list(item) else _is_file(item)


def _part(name: str, value: object, media_type: str | None) -> Part:
    if _is_file(value):
        file = _named(value)
        # JSON is what a union of a file and a list of them has by default
        said = media_type if media_type and not media_type.endswith("json") else _BYTES
        return file.name or name, file.content, file.media_type or said
    encoded = encode(value)
    if is_object(encoded) or is_array(encoded):
        media_type = media_type or _JSON
    text = json_text(encoded) if media_type == _JSON else plain_text(encoded)
    return None, text.encode(), media_type


def _is_list(value: object) -> TypeGuard[Sequence[object]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def _is_file(value: object) -> TypeGuard[FileInput]:
    known = (bytes, bytearray, PathLike, NamedFile)
    return isinstance(value, known) or hasattr(value, "read")


def _named(file: FileInput) -> NamedFile:
    return file if isinstance(file, NamedFile) else NamedFile(file)


def _file_name(file: object) -> str | None:
    """Return the name of a file, where it has one."""
    named: object = getattr(file, "name", None)
    if not isinstance(named, str):
        return None
    return Path(named).name.encode(errors="replace").decode()  # it may be no UTF-8
