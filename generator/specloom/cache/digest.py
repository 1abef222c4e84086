"""A hash of settings: of everything that a job says, whatever process asks."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import fields, is_dataclass
from pathlib import PurePath
from typing import cast

from specloom.source.document import SourceFile

__all__ = ["digest_of"]


def digest_of(*values: object) -> str:
    """Return the SHA-256 over values made of dataclasses, mappings, sequences and plain values, in their order."""
    found = hashlib.sha256()
    for part in _parts(values):
        found.update(part.encode("utf-8", "surrogatepass"))
        found.update(b"\0")
    return found.hexdigest()


def _parts(value: object) -> Iterator[str]:
    if isinstance(value, SourceFile):
        yield from _parts((value.label, value.display, value.text))
    elif isinstance(value, Mapping):
        yield "{"
        for key, each in cast(Mapping[object, object], value).items():
            yield from _parts(key)
            yield from _parts(each)
        yield "}"
    elif isinstance(value, tuple | list):
        yield "["
        for each in cast(Sequence[object], value):
            yield from _parts(each)
        yield "]"
    elif isinstance(value, frozenset | set):
        yield from sorted("\0".join(_parts(each)) for each in cast(Set[object], value))
    elif isinstance(value, PurePath):
        yield f"path {value}"
    elif is_dataclass(value) and not isinstance(value, type):
        yield type(value).__qualname__
        for each in fields(value):
            yield from _parts(getattr(value, each.name))
    else:
        yield f"{type(value).__name__} {value!r}"
