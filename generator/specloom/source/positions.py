"""Where nodes stand in their files: a second pass over the text, made only when a finding is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from specloom.diagnostics import Position
from specloom.diagnostics.pointer import escape_token, unescape_token

__all__ = ["JsonPositions", "Span", "YamlPositions", "json_duplicate", "json_nesting", "position_at"]

_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
_STRING_OR_BRACKET = re.compile(r'"(?:[^"\\]|\\.)*+"?|[\[\]{}]', re.DOTALL)


def position_at(text: str, offset: int, length: int = 1) -> Position:
    """Return line and column of an offset."""
    line = text.count("\n", 0, offset) + 1
    column = offset - text.rfind("\n", 0, offset)
    return Position(line, column, max(length, 1))


@dataclass(frozen=True, slots=True)
class Span:
    """Offsets of a member of an object or array: of its key (arrays have none) and its value."""

    key: tuple[int, int] | None
    value: tuple[int, int]


def _skip(text: str, offset: int) -> int:
    match = _SPACE.match(text, offset)
    return match.end() if match else offset


def _value_end(text: str, offset: int) -> int:
    return _DECODER.raw_decode(text, offset)[1]


class JsonPositions:
    """Positions in a well-formed JSON text. Each object or array on the way to a node is read once and remembered."""

    def __init__(self, text: str) -> None:
        self._text = text
        start = _skip(text, 0)
        self._spans: dict[str, Span] = {"": Span(None, (start, _value_end(text, start)))}
        self._opened: set[str] = set()

    def position(self, pointer: str) -> Position | None:
        """Return the place of a scalar, or of the key of an object or array; None where the pointer leads nowhere."""
        walked = ""
        for token in pointer.split("/")[1:]:
            if walked not in self._opened:
                self._open(walked)
            walked += "/" + token
            if walked not in self._spans:
                return None
        span = self._spans[pointer]
        start, end = span.value
        if self._text[start] in "{[":
            start, end = span.key or (start, start + 1)
        return position_at(self._text, start, end - start)

    def _open(self, pointer: str) -> None:
        self._opened.add(pointer)
        offset = self._spans[pointer].value[0]
        if self._text[offset] not in "{[":
            return
        for token, span in json_members(self._text, offset):
            self._spans.setdefault(f"{pointer}/{token}", span)


def json_members(text: str, offset: int) -> list[tuple[str, Span]]:
    """Return the members of the object or array that begins at `offset`, as pointer tokens with their spans."""
    is_object = text[offset] == "{"
    members: list[tuple[str, Span]] = []
    at = _skip(text, offset + 1)
    while text[at] not in "}]":
        key_span = None
        token = str(len(members))
        if is_object:
            key, end = _DECODER.raw_decode(text, at)
            token = escape_token(key)
            key_span = (at, end)
            at = _skip(text, _skip(text, end) + 1)
        value_end = _value_end(text, at)
        members.append((token, Span(key_span, (at, value_end))))
        at = _skip(text, value_end)
        if text[at] == ",":
            at = _skip(text, at + 1)
    return members


def json_duplicate(text: str) -> tuple[str, Position, Position]:
    """Return the first duplicate key of a JSON text that has one, and where both stand."""
    waiting: list[int] = [_skip(text, 0)]
    while waiting:
        seen: dict[str, Span] = {}
        for token, span in json_members(text, waiting.pop()):
            if span.key and token in seen:
                first = seen[token].key or span.key
                key = unescape_token(token)
                return (
                    key,
                    position_at(text, first[0], first[1] - first[0]),
                    position_at(text, span.key[0], span.key[1] - span.key[0]),
                )
            seen[token] = span
            if text[span.value[0]] in "{[":
                waiting.append(span.value[0])
    raise ValueError("the text has no duplicate key")


def json_nesting(text: str, depth: int) -> Position | None:
    """Return the first object or array of a JSON text that stands inside `depth` others; None where there is none.

    The text need not be well-formed, and no recursion is involved: the decoder gave up on it.
    """
    inside = 0
    for match in _STRING_OR_BRACKET.finditer(text):
        if match[0] in ("{", "["):
            inside += 1
            if inside > depth:
                return position_at(text, match.start())
        elif match[0] in ("}", "]"):
            inside -= 1
    return None


class YamlPositions:
    """Positions in a well-formed YAML text, all found in one pass over its events."""

    def __init__(self, events: Iterable[Any]) -> None:
        self._found: dict[str, Position] = {}
        stack: list[_Frame] = []
        for event in events:
            name = type(event).__name__
            if name in ("MappingEndEvent", "SequenceEndEvent"):
                stack.pop()
            elif name in ("ScalarEvent", "AliasEvent", "MappingStartEvent", "SequenceStartEvent"):
                opened = _note(event, name, stack, self._found)
                if opened is not None:
                    stack.append(opened)

    def position(self, pointer: str) -> Position | None:
        """Return the place of a scalar, or of the key of a collection; None where the pointer leads nowhere."""
        return self._found.get(pointer)


@dataclass(slots=True)
class _Frame:
    pointer: str
    is_mapping: bool
    key: Any = None
    index: int = 0


def _note(event: Any, name: str, stack: list[_Frame], found: dict[str, Position]) -> _Frame | None:
    """Record where a node stands, if it is not a key; return the frame of a collection that begins."""
    start, end = event.start_mark, event.end_mark
    here = Position(
        start.line + 1, start.column + 1, max(end.column - start.column if end.line == start.line else 1, 1)
    )
    pointer = ""
    if stack:
        top = stack[-1]
        if top.is_mapping and top.key is None:
            top.key = (event.value, here)
            return None
        if top.is_mapping:
            key, key_position = top.key
            top.key = None
            pointer = f"{top.pointer}/{escape_token(key)}"
            if name != "ScalarEvent":
                here = key_position
        else:
            pointer = f"{top.pointer}/{top.index}"
            top.index += 1
    found[pointer] = here
    if name in ("MappingStartEvent", "SequenceStartEvent"):
        return _Frame(pointer, name == "MappingStartEvent")
    return None
