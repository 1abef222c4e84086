"""A document of one or many files, read as references lead to them, and a node of it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from specloom.diagnostics import Location, Position
from specloom.diagnostics.pointer import tokens_of
from specloom.source.access import Access
from specloom.source.faults import ReadError
from specloom.source.identifiers import Identifiers, identifiers_of
from specloom.source.origins import Origins
from specloom.source.positions import JsonPositions, YamlPositions
from specloom.source.values import is_array, is_object
from specloom.source.yaml_reader import events

__all__ = ["Document", "MovedArray", "MovedObject", "Node", "SourceFile", "View"]

_INDEX = re.compile("0|[1-9][0-9]{0,8}")
"""Of an element (RFC 6901 §4), and not so long that it takes time to read."""


class MovedObject(dict[str, Any]):
    """An object put together from nodes that stand elsewhere in the document; each member keeps its own place."""

    def __init__(self, members: Mapping[str, Node]) -> None:
        super().__init__({key: node.value for key, node in members.items()})
        self.places = {key: node.location for key, node in members.items()}


class MovedArray(list[Any]):
    """An array put together from nodes that stand elsewhere in the document."""

    def __init__(self, elements: Iterable[Node]) -> None:
        nodes = list(elements)
        super().__init__(node.value for node in nodes)
        self.places = [node.location for node in nodes]


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it stands."""

    value: Any
    location: Location

    def get(self, key: str) -> Node | None:
        """Return a member of an object; None where there is none, or this is no object."""
        if is_object(self.value) and key in self.value:
            return Node(self.value[key], self._place(key))
        return None

    def members(self) -> Iterator[tuple[str, Node]]:
        """Yield the members of an object; nothing of anything else."""
        if is_object(self.value):
            for key, value in self.value.items():
                yield key, Node(value, self._place(key))

    def elements(self) -> Iterator[Node]:
        """Yield the elements of an array; nothing of anything else."""
        if is_array(self.value):
            places = self.value.places if isinstance(self.value, MovedArray) else None
            for index, value in enumerate(self.value):
                yield Node(value, places[index] if places else self.location.child(index))

    def step(self, token: str) -> Node | None:
        """Return what one token of a pointer leads to (RFC 6901 §4): a member of an object or an element of an array."""
        if not is_array(self.value):
            return self.get(token)
        if _INDEX.fullmatch(token) and int(token) < len(self.value):
            places = self.value.places if isinstance(self.value, MovedArray) else None
            index = int(token)
            return Node(self.value[index], places[index] if places else self.location.child(token))
        return None

    def at(self, pointer: str) -> Node | None:
        """Return what a pointer leads to from here; None where it leads to nothing."""
        here: Node | None = self
        for token in tokens_of(pointer):
            here = here.step(token) if here is not None else None
        return here

    def _place(self, key: str) -> Location:
        return self.value.places[key] if isinstance(self.value, MovedObject) else self.location.child(key)

    def text(self, key: str) -> str:
        """Return a member that is text; empty where it is absent or something else."""
        value = self.value.get(key) if is_object(self.value) else None
        return value if isinstance(value, str) else ""

    def flag(self, key: str) -> bool:
        """Return whether a member is `true`."""
        return is_object(self.value) and self.value.get(key) is True


@dataclass(slots=True)
class SourceFile:
    """One file, read."""

    label: str
    """Posix path relative to the folder of the root document, or a URL: the same on every machine."""
    path: Path
    """Of a remote file, the path of its URL."""
    display: str
    """The path as the user would write it."""
    text: str
    is_json: bool
    data: Any
    """None as long as it is not parsed, and where the text is empty."""
    is_parsed: bool = False
    _positions: JsonPositions | YamlPositions | None = None
    _identifiers: Identifiers | None = None
    _lines: list[str] | None = None

    @property
    def lines(self) -> list[str]:
        """The lines of the text, without the line feeds."""
        if self._lines is None:
            self._lines = self.text.split("\n")
        return self._lines

    @property
    def identifiers(self) -> Identifiers:
        """What the file calls its own parts."""
        if self._identifiers is None:
            self._identifiers = identifiers_of(self.text, self.data, self.label)
        return self._identifiers

    def position(self, pointer: str) -> Position | None:
        """Return where the node at `pointer` stands, or the nearest one around it that has a place."""
        if self._positions is None:
            try:
                self._positions = JsonPositions(self.text) if self.is_json else YamlPositions(events(self.text))
            except (ReadError, ValueError, RecursionError):
                return None
        while True:
            found = self._positions.position(pointer)
            if found or not pointer:
                return found
            pointer = pointer.rpartition("/")[0]


@dataclass(frozen=True, slots=True)
class View:
    """A file as it is seen by who comes from a schema that gives a meaning to its `$dynamicRef`s."""

    label: str
    """Of the file itself."""
    bindings: tuple[tuple[str, Location], ...]
    """Names of dynamic anchors and where they lead, sorted."""


@dataclass(slots=True)
class Document:
    """The root file, and every file that a reference has led to so far."""

    root_label: str
    folder: Path
    """References stay inside this folder."""
    access: Access = field(default_factory=Access)
    """How far references may lead beyond that."""
    files: dict[str, SourceFile] = field(default_factory=dict[str, SourceFile])
    views: dict[str, View] = field(default_factory=dict[str, View])
    """By the label that stands in the locations of nodes seen so."""
    overlays: dict[str, SourceFile] = field(default_factory=dict[str, SourceFile])
    """Files that changed the data of the root file; no reference leads to them."""
    origins: Origins | None = None
    """Where the parts of the root file's data are written; None where that is in the root file alone."""
    config: SourceFile | None = None
    """The config that the description is read by, for findings about what it says of the description."""
    beside: dict[str, SourceFile] = field(default_factory=dict[str, SourceFile])
    """Files that are read along with the description and are no part of it (captures, scenarios), for findings about them."""

    def file(self, label: str) -> SourceFile | None:
        """Return the file of a label, which may be that of a view; None where no reference has led to it."""
        view = self.views.get(label)
        return self.files.get(view.label if view else label)

    def node(self, location: Location) -> Node | None:
        """Return the node at a place in a file; None where there is none."""
        file = self.file(location.file)
        return Node(file.data, Location(file.label)).at(location.pointer) if file else None

    @property
    def root(self) -> Node:
        """The root node of the root file."""
        return Node(self.files[self.root_label].data, Location(self.root_label))

    def position(self, location: Location) -> Position | None:
        """Return line and column of a location; reads the text a second time when first asked."""
        file = self._file(location.file)
        return file.position(location.pointer) if file else None

    def written_at(self, location: Location) -> Location:
        """Return where a node is written: in the overlay that put it there, if one did."""
        if self.origins is None or location.file != self.root_label:
            return location
        return self.origins.of(location.pointer)

    def line(self, file: str, number: int) -> str | None:
        """Return a line of a file, without its end; None beyond the end."""
        source = self._file(file)
        if source is None:
            return None
        return source.lines[number - 1].rstrip("\r") if 0 < number <= len(source.lines) else None

    def display(self, file: str) -> str:
        """Return the path of a file as the user would write it."""
        source = self._file(file)
        return source.display if source else file

    def _file(self, label: str) -> SourceFile | None:
        found = self.file(label) or self.overlays.get(label) or self.beside.get(label)
        return self.config if found is None and self.config is not None and self.config.label == label else found

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of every file read, by label, of the text with LF line ends and no byte order mark.

        Overlays are among them: what they say is in the output.
        """
        return {
            label: hashlib.sha256(file.text.replace("\r\n", "\n").encode()).hexdigest()
            for label, file in sorted({**self.files, **self.overlays}.items())
        }
