"""References (`$ref`, RFC 6901 pointers, RFC 3986 relative paths): followed inside the root folder, nowhere else."""

from __future__ import annotations

import difflib
import posixpath
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from specloom.diagnostics import Diagnostics, Location, codes
from specloom.diagnostics.pointer import tokens_of
from specloom.source.document import Document, Node, SourceFile
from specloom.source.limits import Limits
from specloom.source.load import read_into
from specloom.source.values import is_array, is_object

__all__ = ["References"]

_MAX_CHAIN = 100


class References:
    """Follows the references of a document; every answer is remembered."""

    def __init__(self, document: Document, diagnostics: Diagnostics, limits: Limits | None = None) -> None:
        self._document = document
        self._diagnostics = diagnostics
        self._limits = limits or Limits()
        self._found: dict[tuple[str, str], Node | None] = {}

    def follow(self, node: Node, subject: str = "") -> Node | None:
        """Return what a chain of bare references ends in; the node itself where it is none. None: reported."""
        seen: set[Location] = set()
        here = node
        while is_object(here.value) and isinstance(here.value.get("$ref"), str):
            if here.location in seen or len(seen) > _MAX_CHAIN:
                self._diagnostics.report(
                    codes.REF_CIRCULAR, node.location.child("$ref"), ref=node.value["$ref"], subject=subject
                )
                return None
            seen.add(here.location)
            target = self.resolve(here, subject)
            if target is None:
                return None
            here = target
        if is_object(here.value) and "$ref" in here.value:
            place = here.location.child("$ref")
            reason = "it is not text"
            self._diagnostics.report(codes.REF_INVALID, place, ref=here.value["$ref"], reason=reason, subject=subject)
            return None
        return here

    def resolve(self, node: Node, subject: str = "") -> Node | None:
        """Return the node that this node's `$ref` names, one step; None where that is reported as impossible."""
        ref: str = node.value["$ref"]
        key = (node.location.file, ref)
        if key not in self._found:
            self._found[key] = self._resolve(node, ref, subject)
        return self._found[key]

    def _resolve(self, node: Node, ref: str, subject: str) -> Node | None:
        place = node.location.child("$ref")
        file = self._file(node.location.file, ref, place, subject)
        if file is None:
            return None
        fragment = unquote(ref.partition("#")[2])
        if fragment and not fragment.startswith("/"):
            reason = "its fragment is not a JSON pointer"
            self._diagnostics.report(codes.REF_INVALID, place, ref=ref, reason=reason, subject=subject)
            return None
        return self._walk(file, fragment, ref, place, subject)

    def _walk(self, file: SourceFile, pointer: str, ref: str, place: Location, subject: str) -> Node | None:
        """Go down a pointer token by token, through references that stand on the way."""
        here = Node(file.data, Location(file.label))
        steps = 0
        for token in tokens_of(pointer):
            step = _step(here, token)
            while step is None and is_object(here.value) and isinstance(here.value.get("$ref"), str):
                steps += 1
                if steps > _MAX_CHAIN or here.value["$ref"] == ref:
                    self._diagnostics.report(codes.REF_CIRCULAR, place, ref=ref, subject=subject)
                    return None
                onward = self.resolve(here, subject)
                if onward is None:
                    return None
                here = onward
                step = _step(here, token)
            if step is None:
                hint = _hint(here.value, token)
                self._diagnostics.report(codes.REF_MISSING, place, ref=ref, hint=hint, subject=subject)
                return None
            here = step
        return here

    def _file(self, base: str, ref: str, place: Location, subject: str) -> SourceFile | None:
        """Return the file that a reference names; read it when it is new."""
        parts = _split(ref)
        if parts is None:
            self._diagnostics.report(codes.REF_INVALID, place, ref=ref, reason="it is not a URI", subject=subject)
            return None
        scheme, authority, path = parts
        if scheme in ("http", "https") or authority:
            self._diagnostics.report(codes.REF_REMOTE, place, ref=ref, subject=subject)
            return None
        if scheme:
            self._diagnostics.report(codes.REF_FORBIDDEN, place, ref=ref, subject=subject)
            return None
        if not path:
            return self._document.files[base]
        label = posixpath.normpath(posixpath.join(posixpath.dirname(base), path))
        if label in self._document.files:
            return self._loaded(self._document.files[label])
        return self._read(label, ref, place, subject)

    def _read(self, label: str, ref: str, place: Location, subject: str) -> SourceFile | None:
        root_file = self._document.files[self._document.root_label]
        path = root_file.path.parent / label
        if not _is_inside(path, self._document.folder) or "\\" in label or "\0" in label:
            self._diagnostics.report(codes.REF_FORBIDDEN, place, ref=ref, subject=subject)
            return None
        if len(self._document.files) >= self._limits.files:
            self._diagnostics.report(
                codes.LIMIT_PASSED, place, what="the number of files", limit=self._limits.files, option="files"
            )
            return None
        if not _is_there(path):
            self._diagnostics.report(codes.REF_MISSING, place, ref=ref, hint=" (no such file)", subject=subject)
            return None
        display = posixpath.join(posixpath.dirname(root_file.display), label)
        file = read_into(self._document, path, label, display, self._diagnostics, self._limits)
        return self._loaded(file) if file else None

    def _loaded(self, file: SourceFile) -> SourceFile | None:
        """Return the file unless it could not be parsed, which is reported already."""
        return file if file.is_parsed else None


def _split(ref: str) -> tuple[str, str, str] | None:
    """Return scheme, authority and decoded path of a reference."""
    try:
        parts = urlsplit(ref.partition("#")[0])
    except ValueError:
        return None
    return parts.scheme.lower(), parts.netloc, unquote(parts.path)


def _is_inside(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder)
    except (OSError, RuntimeError, ValueError):
        return False


def _is_there(path: Path) -> bool:
    """Return whether a path can be opened as a file, or at least tells why not; a name may be too long to be one."""
    try:
        return path.is_file()
    except PermissionError:
        return True
    except OSError:
        return False


def _step(node: Node, token: str) -> Node | None:
    if is_array(node.value):
        items: list[Any] = node.value
        if token.isascii() and token.isdigit() and int(token) < len(items):
            return Node(items[int(token)], node.location.child(token))
        return None
    return node.get(token)


def _hint(value: Any, token: str) -> str:
    """Return a few words that name what is there instead."""
    if not is_object(value):
        return ""
    names: list[str] = [str(name) for name in value]
    close = difflib.get_close_matches(token, names[:5000], n=1, cutoff=0.7)
    return f'; there is "{close[0]}"' if close else ""
