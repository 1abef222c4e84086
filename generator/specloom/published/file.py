"""The file of a names ledger: text that merges well (a line for each name, sorted), read with care."""

from __future__ import annotations

import json
import keyword
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from specloom import trace
from specloom.diagnostics import Diagnostics, Location, Stop, codes
from specloom.diagnostics.pointer import escape_token
from specloom.published.book import SECTIONS, Names, same_name
from specloom.source import Document, Limits
from specloom.source.load import read_into
from specloom.source.values import is_object

__all__ = ["names_text", "read_names"]

_VERSION = 1
_SLUG = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_-]{0,199}")
_SMALL = ("python/arguments", "python/fields")
"""Scopes of which there is one for each operation or model: each stands on one line."""


def names_text(names: Names) -> str:
    """Return the text of a ledger."""
    scopes = [f"    {_quoted(scope)}: {_scope(scope, names[scope])}" for scope in sorted(names)]
    inner = "{\n" + ",\n".join(scopes) + "\n  }" if scopes else "{}"
    return f'{{\n  "version": {_VERSION},\n  "names": {inner}\n}}\n'


def _scope(scope: str, names: Mapping[str, str]) -> str:
    members = [f"{_quoted(key)}: {_quoted(name)}" for key, name in sorted(names.items())]
    if scope.startswith(_SMALL):
        return "{" + ", ".join(members) + "}"
    return "{\n" + ",\n".join(f"      {member}" for member in members) + "\n    }"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_names(path: Path, label: str, document: Document, diagnostics: Diagnostics) -> Names:
    """Return the names in a ledger; none where there is no such file. Raises `Stop` where they cannot be used."""
    if not trace.kind_of(path):
        return {}
    apart = Document(root_label=label, folder=path.parent)
    file = read_into(apart, path, label, path.as_posix(), diagnostics, Limits())
    document.beside.update(apart.files)
    if file is None:
        diagnostics.report(codes.NAMES_INVALID, Location(label), problem="it cannot be read")
        raise Stop
    faults = list(_faults(file.data))
    for steps, problem in faults:
        pointer = "".join(f"/{escape_token(step)}" for step in steps)
        diagnostics.report(codes.NAMES_INVALID, Location(label, pointer), problem=problem)
    if faults:
        raise Stop
    return {scope: dict(names) for scope, names in file.data["names"].items()}


def _faults(data: object) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield what is wrong with a ledger, and where: a merge may have gone wrong, or a hand slipped."""
    if not is_object(data) or data.get("version") != _VERSION or not is_object(data.get("names")):
        yield (), f'it must be an object with `"version": {_VERSION}` and `names`'
        return
    for scope, names in data["names"].items():
        if not is_object(names):
            yield ("names", scope), "it must be an object of names"
            continue
        for key, name in names.items():
            if not isinstance(name, str) or not _is_name(scope, name):
                yield ("names", scope, key), "its value is no name that could be published there"
        if scope != SECTIONS:
            yield from ((("names", scope, key), f"{other!r} has the same name") for key, other in _twins(scope, names))


def _is_name(scope: str, name: str) -> bool:
    if scope == SECTIONS:
        return bool(name)
    if scope.startswith("python/"):
        return name.isascii() and name.isidentifier() and not keyword.iskeyword(name)
    return _SLUG.fullmatch(name) is not None


def _twins(scope: str, names: Mapping[str, object]) -> Iterator[tuple[str, str]]:
    """Yield each key whose name another one has, with that."""
    first: dict[str, str] = {}
    for key, name in names.items():
        other = first.setdefault(same_name(scope, str(name)), key)
        if other != key:
            yield key, other
