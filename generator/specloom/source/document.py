"""A document of one or many files, read as references lead to them, and a node of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from specloom.diagnostics import Location, Position
from specloom.source.faults import ReadError
from specloom.source.positions import JsonPositions, YamlPositions
from specloom.source.values import is_array, is_object
from specloom.source.yaml_reader import events

__all__ = ["Document", "MovedArray", "MovedObject", "Node", "SourceFile"]


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
    """Posix path relative to the folder of the root document: the same on every machine."""
    path: Path
    display: str
    """The path as the user would write it."""
    text: str
    is_json: bool
    data: Any
    """None as long as it is not parsed, and where the text is empty."""
    is_parsed: bool = False
    _positions: JsonPositions | YamlPositions | None = None

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


@dataclass(slots=True)
class Document:
    """The root file, and every file that a reference has led to so far."""

    root_label: str
    folder: Path
    """References stay inside this folder."""
    files: dict[str, SourceFile] = field(default_factory=dict[str, SourceFile])

    @property
    def root(self) -> Node:
        """The root node of the root file."""
        return Node(self.files[self.root_label].data, Location(self.root_label))

    def position(self, location: Location) -> Position | None:
        """Return line and column of a location; reads the text a second time when first asked."""
        file = self.files.get(location.file)
        return file.position(location.pointer) if file else None

    def line(self, file: str, number: int) -> str | None:
        """Return a line of a file, without its end; None beyond the end."""
        source = self.files.get(file)
        if source is None:
            return None
        lines = source.text.split("\n")
        return lines[number - 1].rstrip("\r") if 0 < number <= len(lines) else None

    def display(self, file: str) -> str:
        """Return the path of a file as the user would write it."""
        source = self.files.get(file)
        return source.display if source else file

    def hashes(self) -> dict[str, str]:
        """Return the SHA-256 of every file read, by label, of the text with LF line ends and no byte order mark."""
        return {
            label: hashlib.sha256(file.text.replace("\r\n", "\n").encode()).hexdigest()
            for label, file in sorted(self.files.items())
        }
