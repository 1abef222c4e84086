"""From the address in a reference to the file, or the schema resource, that it names."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from specloom import trace
from specloom.diagnostics import Code, Diagnostics, codes
from specloom.source.access import root_setting
from specloom.source.addresses import Reference, is_absolute, is_web, joined
from specloom.source.document import Document, SourceFile
from specloom.source.limits import Limits
from specloom.source.load import add_text, read_into
from specloom.source.remote import RemoteError, RemoteReader

__all__ = ["Fault", "Finder", "Resource"]


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a reference leads nowhere. Without a code: that is reported already."""

    code: Code | None = None
    fields: dict[str, str | int] = field(default_factory=dict[str, str | int])


@dataclass(frozen=True, slots=True)
class Resource:
    """A file, or a schema inside it that has an `$id`."""

    file: SourceFile
    pointer: str = ""
    is_fallback: bool = False
    """It was found from the place of the file, and not from the `$id` around the reference."""


class Finder:
    """Finds the files of a document as references lead to them, and knows every `$id` in those read so far."""

    def __init__(self, document: Document, diagnostics: Diagnostics, limits: Limits) -> None:
        self._document = document
        self._diagnostics = diagnostics
        self._limits = limits
        self._remote = RemoteReader(document.access.remote, document.access.setting, limits.bytes)
        self._named: dict[str, tuple[str, str]] = {}
        self._indexed: set[str] = set()

    def find(self, around: Resource, reference: Reference, ref: str) -> Resource | Fault:
        """Return what a reference names that stands inside the resource `around`."""
        if not reference.document:
            return around
        address = joined(around.file.identifiers.resources[around.pointer], reference.document)
        beside = None if reference.has_scheme else joined(around.file.label, reference.document)
        known = self._known(address)
        if known is not None:
            return known
        if address is None and beside is None:
            return Fault(codes.REF_INVALID, {"ref": ref, "reason": "it is not an address that can be read"})
        if reference.has_scheme and address is not None and not is_web(address):
            return _unreadable(address, ref)
        if beside is not None and beside != address and self._is_reachable(beside):
            found = self._read(beside, ref)
            is_fallback = around.pointer != ""
            return Resource(found.file, found.pointer, is_fallback) if isinstance(found, Resource) else found
        return self._read(address or beside or "", ref)

    def _known(self, address: str | None) -> Resource | None:
        """Return a resource that has this address as its `$id`; the files on the disk come before those that say so."""
        if len(self._indexed) < len(self._document.files):
            self._index()
        if address is None or address not in self._named:
            return None
        label, pointer = self._named[address]
        if label != address and not is_absolute(address) and self._is_there(address):
            return None
        file = self._document.files[label]
        return Resource(file, pointer) if file.is_parsed else None

    def _index(self) -> None:
        for label, file in self._document.files.items():
            if label not in self._indexed:
                self._indexed.add(label)
                if file.is_parsed:
                    for pointer, address in file.identifiers.resources.items():
                        self._named.setdefault(address, (label, pointer))

    def _is_reachable(self, address: str) -> bool:
        """Return whether there is a file at the place where a reference leads from the place of its own file."""
        if address in self._document.files:
            return True
        return self._remote.allows(address) if is_web(address) else self._is_there(address)

    def _is_there(self, label: str) -> bool:
        path = self._path(label)
        return _is_inside(path, self._document.folder) and _is_file(path)

    def _path(self, label: str) -> Path:
        return self._document.files[self._document.root_label].path.parent / label

    def _read(self, address: str, ref: str) -> Resource | Fault:
        if address in self._document.files:
            file = self._document.files[address]
            return Resource(file) if file.is_parsed else Fault()
        if len(self._document.files) >= self._limits.files:
            what = "the number of files"
            return Fault(codes.LIMIT_PASSED, {"what": what, "limit": self._limits.files, "option": "files"})
        if is_web(address):
            return self._read_remote(address, ref)
        return self._read_local(address, ref)

    def _read_local(self, label: str, ref: str) -> Resource | Fault:
        root = self._document.files[self._document.root_label]
        path = self._path(label)
        if "\0" in label or "\\" in label:
            return Fault(codes.REF_FORBIDDEN, {"ref": ref, "or_allow": ""})
        if not _is_inside(path, self._document.folder):
            or_allow = root_setting(self._document.access, root.path, root.display, path)
            return Fault(codes.REF_FORBIDDEN, {"ref": ref, "or_allow": or_allow})
        if not _is_file(path):
            return Fault(codes.REF_MISSING, {"ref": ref, "hint": " (no such file)"})
        display = posixpath.join(posixpath.dirname(root.display), label)
        file = read_into(self._document, path, label, display, self._diagnostics, self._limits)
        return Resource(file) if file else Fault()

    def _read_remote(self, url: str, ref: str) -> Resource | Fault:
        try:
            if not self._remote.allows(url):
                raise self._remote.refusal(url, ref)
            text = self._remote.read(url)
        except RemoteError as error:
            return Fault(error.code, dict(error.fields))
        path = PurePosixPath(urlsplit(url).path)
        is_json = path.suffix.lower() == ".json" or text.lstrip()[:1] == "{"
        file = SourceFile(label=url, path=Path(path), display=url, text=text, is_json=is_json, data=None)
        added = add_text(self._document, file, self._diagnostics, self._limits)
        return Resource(added) if added else Fault()


def _unreadable(address: str, ref: str) -> Fault:
    """Return why an address that is neither a path nor on the web is not read."""
    if is_absolute(address) and not address.startswith("file:"):
        return Fault(codes.REF_MISSING, {"ref": ref, "hint": " (no file read so far has this `$id`)"})
    return Fault(codes.REF_FORBIDDEN, {"ref": ref, "or_allow": ""})


def _is_inside(path: Path, folder: Path) -> bool:
    try:
        return trace.real_path(path).is_relative_to(folder)
    except (OSError, RuntimeError, ValueError):
        return False


def _is_file(path: Path) -> bool:
    """Return whether a path can be opened as a file, or at least tells why not; a name may be too long to be one."""
    try:
        return trace.is_file(path)
    except PermissionError:
        return True
    except (OSError, ValueError):
        return False
