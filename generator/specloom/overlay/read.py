"""The file of an overlay to an `Overlay` (Overlay Specification, Overlay Object and Action Object)."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from specloom import trace
from specloom.diagnostics import Diagnostics, Location, Position, codes
from specloom.overlay.model import Action, Copy, Overlay, Remove, Update
from specloom.overlay.query import Query, QueryError
from specloom.source import Document, Limits, Node
from specloom.source.load import read_into
from specloom.source.values import is_array, is_object

__all__ = ["read_overlay"]

_VERSION = re.compile(r"1\.([01])(\.\d+)?")
_KEYS = ("overlay", "info", "extends", "actions")
_ACTION_KEYS = ("target", "description", "update", "copy", "remove")
_SEE = "see the Overlay Specification, or docs/overlays.md"


class _InvalidError(Exception):
    """A fault that is reported already."""


def read_overlay(
    document: Document, path: Path, label: str, diagnostics: Diagnostics, limits: Limits
) -> Overlay | None:
    """Return the overlay at `path`, its file added to the document's overlays; None where a fault is reported."""
    beside = Document(root_label=label, folder=path.parent, files=document.overlays)
    file = read_into(beside, path, label, path.as_posix(), diagnostics, limits)
    if file is None:
        return None
    reader = _Reader(document, diagnostics, Node(file.data, Location(label)))
    try:
        return reader.overlay()
    except _InvalidError:
        return None


class _Reader:
    def __init__(self, document: Document, diagnostics: Diagnostics, root: Node) -> None:
        self._document = document
        self._diagnostics = diagnostics
        self._root = root

    def overlay(self) -> Overlay:
        """Overlay Object: every fault of its actions is reported before the first one ends it."""
        root = self._root
        if not is_object(root.value) or "overlay" not in root.value:
            what = "an OpenAPI description" if is_object(root.value) and "openapi" in root.value else "no overlay"
            raise self._invalid(root.location, f"this is {what}: an overlay is an object that begins with `overlay`")
        version = root.value["overlay"]
        known = _VERSION.fullmatch(str(version)) if isinstance(version, (str, float)) else None
        if known is None:
            place = root.location.child("overlay")
            raise self._invalid(place, f"version {version!r} of overlays is not supported", "write 1.0.0 or 1.1.0")
        self._check_keys(root, _KEYS)
        self._check_extends(root.get("extends"))
        listed = root.get("actions")
        if listed is None or not is_array(listed.value) or not listed.value:
            place = listed.location if listed is not None else root.location
            raise self._invalid(place, "`actions` must be a list of at least one action")
        has_copy = known[1] == "1"
        actions = list(self._actions(listed, has_copy=has_copy))
        if len(actions) < len(listed.value):
            raise _InvalidError
        return Overlay(label=root.location.file, replaces_values=has_copy, actions=tuple(actions))

    def _actions(self, listed: Node, *, has_copy: bool) -> Iterator[Action]:
        for node in listed.elements():
            try:
                yield self._action(node, has_copy=has_copy)
            except _InvalidError:
                continue

    def _action(self, node: Node, *, has_copy: bool) -> Action:
        """Action Object: `remove: true` counts before anything else."""
        if not is_object(node.value):
            raise self._invalid(node.location, "an action must be an object")
        self._check_keys(node, _ACTION_KEYS if has_copy else tuple(key for key in _ACTION_KEYS if key != "copy"))
        target = self._query(node, "target")
        return Action(target=target, text=node.text("target"), change=self._change(node), origin=_place(node, "target"))

    def _change(self, node: Node) -> Update | Copy | Remove:
        remove = node.value.get("remove", False)
        if not isinstance(remove, bool):
            raise self._invalid(_place(node, "remove"), "`remove` must be true or false")
        if remove:
            return Remove()
        update = node.get("update")
        if update is not None and "copy" in node.value:
            raise self._invalid(
                _place(node, "copy"), "an action has either `update` or `copy`", "make two actions of it"
            )
        if update is not None:
            return Update(value=update.value, origin=update.location)
        if "copy" in node.value:
            source = self._query(node, "copy")
            return Copy(source=source, text=node.text("copy"), origin=_place(node, "copy"))
        raise self._invalid(node.location, "the action says neither `update` nor `remove: true`", "add one of them")

    def _query(self, node: Node, key: str) -> Query:
        text = node.value.get(key)
        if text is None:
            raise self._invalid(
                node.location, f"the action has no `{key}`", "add it: a JSONPath, like $.paths['/pets']"
            )
        if not isinstance(text, str):
            raise self._invalid(_place(node, key), f"`{key}` must be text: a JSONPath")
        try:
            return Query(text)
        except QueryError as error:
            place = _place(node, key)
            problem = f"`{key}` is no JSONPath (RFC 9535): {error.problem}"
            raise self._invalid(place, problem, "correct it here", self._within(place, text, error)) from error

    def _within(self, place: Location, text: str, error: QueryError) -> Position | None:
        """Return the place of a fault inside a text, where the text stands on one line as it is."""
        position = self._document.position(place)
        line = self._document.line(place.file, position.line) if position else None
        start = line.find(text, position.column - 1) if line and position else -1
        if position is None or start < 0 or error.index is None or not text:
            return None
        return Position(position.line, start + error.index + 1, error.length)

    def _check_keys(self, node: Node, known: tuple[str, ...]) -> None:
        for key, member in node.members():
            if key not in known and not key.startswith("x-"):
                close = difflib.get_close_matches(key, known, n=1)
                hint = f"; did you mean {close[0]!r}?" if close else ""
                raise self._invalid(member.location, f"there is no {key!r} here{hint}", "correct the key or remove it")

    def _check_extends(self, node: Node | None) -> None:
        """Report an `extends` that names another file than the description. Addresses on a network are not compared."""
        if node is None:
            return
        spec = self._document.files[self._document.root_label]
        if not isinstance(node.value, str):
            raise self._invalid(node.location, "`extends` must be text: a URI reference")
        try:
            parts = urlsplit(node.value)
        except ValueError as error:
            raise self._invalid(node.location, "`extends` is no URI reference") from error
        if parts.scheme or parts.netloc or not parts.path:
            return
        folder = self._document.overlays[node.location.file].path.parent
        if trace.real_path(folder / unquote(parts.path)) != trace.real_path(spec.path):
            fields = {"extends": node.value, "spec": spec.display}
            self._diagnostics.report(codes.OVERLAY_EXTENDS, node.location, fields)

    def _invalid(
        self, place: Location, problem: str, fix: str = _SEE, position: Position | None = None
    ) -> _InvalidError:
        self._diagnostics.report(codes.OVERLAY_INVALID, place, problem=problem, fix=fix, position=position)
        return _InvalidError()


def _place(node: Node, key: str) -> Location:
    found: Any = node.get(key)
    return found.location if found is not None else node.location
