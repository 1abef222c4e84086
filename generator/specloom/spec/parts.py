"""The parts of a document: its operations, its components, what it says at the top; each with a fingerprint.

Comes in: a `Document`. Goes out: `Parts`, by which a later run can tell which of them changed. Order of keys, comments and
layout are not in a fingerprint.
"""

from __future__ import annotations

import hashlib
import json
import posixpath
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from specloom.diagnostics import Location
from specloom.diagnostics.pointer import escape_token
from specloom.source import Document
from specloom.source.values import is_object

__all__ = ["Parts", "part_of", "parts_of"]

_DEPTHS = {
    "paths": 3,
    "webhooks": 3,
    "components": 3,
    "info": 2,
    "definitions": 2,
    "parameters": 2,
    "responses": 2,
    "securityDefinitions": 2,
}
"""How many tokens of a pointer name a part, by the first one; 1 everywhere else."""
_METHODS = frozenset(
    {"get", "put", "post", "delete", "options", "head", "patch", "trace", "query", "additionalOperations"}
)
_DIGITS = 16
"""Of a fingerprint: it tells two versions of one part apart, and proves nothing."""
_REFERENCE = re.compile(r'"\$ref":("(?:[^"\\]|\\.)*")')


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """All parts of a document by name: the label of the file and a pointer, `api.yaml#/paths/~1pets/get`."""

    fingerprints: Mapping[str, str]
    links: Mapping[str, tuple[str, ...]]
    """The parts that a part refers to, or stands under."""


def part_of(location: Location) -> str:
    """Return the name of the part that a node belongs to."""
    tokens = location.pointer.split("/")[1:]
    depth = _DEPTHS.get(tokens[0], 1) if tokens else 0
    return _name(location.file, tokens[:depth])


def parts_of(document: Document) -> Parts:
    """Return the parts of every file of a document, as overlays left them."""
    fingerprints: dict[str, str] = {}
    links: dict[str, tuple[str, ...]] = {}
    for label, file in sorted(document.files.items()):
        for tokens, value in _split(file.data, (), 1):
            name = _name(label, tokens)
            text = json.dumps(value, sort_keys=True, separators=(",", ":"), default=str)
            fingerprints[name] = hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
            if found := {_target(label, json.loads(each)) for each in _REFERENCE.findall(text)} - {name}:
                links[name] = tuple(sorted(found))
    return Parts(fingerprints=fingerprints, links=_with_surroundings(fingerprints, links))


def _split(value: Any, tokens: tuple[str, ...], depth: int) -> Iterator[tuple[tuple[str, ...], Any]]:
    if len(tokens) >= depth or not is_object(value) or not value:
        yield tokens, value
        return
    for key, inner in value.items():
        token = escape_token(str(key))
        yield from _split(inner, (*tokens, token), depth if tokens else _DEPTHS.get(token, 1))


def _name(label: str, tokens: tuple[str, ...] | list[str]) -> str:
    return f"{label}#" + "".join(f"/{token}" for token in tokens)


def _target(label: str, reference: str) -> str:
    file, _, pointer = reference.partition("#")
    there = posixpath.normpath(posixpath.join(posixpath.dirname(label), file)) if file else label
    return part_of(Location(there, pointer if pointer.startswith("/") else ""))


def _with_surroundings(
    fingerprints: Mapping[str, str], links: Mapping[str, tuple[str, ...]]
) -> dict[str, tuple[str, ...]]:
    """Return the links with those from an operation to what its path says for all of them (`parameters`, `servers`)."""
    beside: defaultdict[str, list[str]] = defaultdict(list)
    operations: list[tuple[str, str]] = []
    for name in fingerprints:
        label, _, pointer = name.partition("#")
        tokens = pointer.split("/")[1:]
        if len(tokens) == _DEPTHS["paths"] and tokens[0] in {"paths", "webhooks"}:
            around = _name(label, tokens[:2])
            if tokens[2] in _METHODS:
                operations.append((name, around))
            else:
                beside[around].append(name)
    found = dict(links)
    for name, around in operations:
        if more := beside.get(around):
            found[name] = tuple(sorted({*found.get(name, ()), *more}))
    return found
