"""YAML text to plain values, built from libyaml's events: the JSON schema of YAML 1.2, with budgets.

`no`, `on`, `2020-01-01`, `1_000`, `0123` and `12:30` stay text; keys are always text. PyYAML's own constructors read
YAML 1.1, drop the first of two equal keys, and end the process on 50,000 nested brackets, so only its parser is used.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import yaml

from specloom.diagnostics import Position, codes
from specloom.source.faults import ReadError
from specloom.source.limits import Limits
from specloom.source.values import is_array, is_object

__all__ = ["events", "read_yaml"]

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?")
_WORDS: dict[str, Any] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_PLAIN_TAGS = {
    "tag:yaml.org,2002:str",
    "tag:yaml.org,2002:int",
    "tag:yaml.org,2002:float",
    "tag:yaml.org,2002:bool",
    "tag:yaml.org,2002:null",
    "tag:yaml.org,2002:map",
    "tag:yaml.org,2002:seq",
}
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def events(text: str) -> Iterator[Any]:
    """Yield libyaml's events of the text; raises `ReadError` with the place where it is not YAML."""
    try:
        yield from yaml.parse(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        position = Position(mark.line + 1, mark.column + 1) if mark else None
        raise ReadError(codes.SYNTAX, position, problem=f"not valid YAML: {error.problem}", format="YAML") from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise ReadError(
            codes.SYNTAX, Position(line, 1), problem=f"not valid YAML: {error.reason}", format="YAML"
        ) from None


def position_of(event: Any) -> Position:
    """Return where an event stands."""
    start, end = event.start_mark, event.end_mark
    length = end.column - start.column if end.line == start.line else 1
    return Position(start.line + 1, start.column + 1, max(length, 1))


def read_yaml(text: str, limits: Limits) -> Any:
    """Return the value that `text` holds; raises `ReadError`."""
    return _Builder(limits).build(text)


class _Open:
    """A collection that is being filled."""

    __slots__ = ("anchor", "key", "key_events", "merges", "value")

    def __init__(self, value: Any, anchor: str | None) -> None:
        self.value = value
        self.anchor = anchor
        self.key: Any = None  # the event of the key whose value comes next
        self.key_events: dict[str, Any] = {}
        self.merges: list[Any] = []


class _Builder:
    """Builds one value from the events, without recursion."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._open_anchors: set[str] = set()
        self._nodes = 0
        self._aliases = 0
        self._result: Any = None
        self._documents = 0

    def build(self, text: str) -> Any:
        for event in events(text):
            self._take(event)
        return self._result

    def _take(self, event: Any) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._start(event, {})
        elif isinstance(event, yaml.SequenceStartEvent):
            self._start(event, [])
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._end(event)
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _unsupported(event, "a second document begins here")

    def _count(self, event: Any, nodes: int = 1) -> None:
        self._nodes += nodes
        if self._nodes > self._limits.nodes:
            raise _limit(event, "the number of values", self._limits.nodes, "nodes")

    def _is_key(self) -> bool:
        return bool(self._stack) and is_object(self._stack[-1].value) and self._stack[-1].key is None

    def _scalar(self, event: Any) -> None:
        if event.tag is not None and event.tag not in _PLAIN_TAGS and event.tag != "!":
            raise _unsupported(event, f"the tag {event.tag!r} has no meaning in JSON data")
        if self._is_key():
            self._stack[-1].key = event
            return
        self._count(event)
        value = self._resolve(event) if event.implicit[0] or event.tag in _PLAIN_TAGS else event.value
        if event.anchor:
            self._anchors[event.anchor] = (value, 1)
        self._put(event, value)

    def _resolve(self, event: Any) -> Any:
        """Return the value of a plain scalar: null, a boolean, a number of JSON, or the text as written."""
        text: str = event.value
        if event.tag == "tag:yaml.org,2002:str":
            return text
        if text in _WORDS and (event.tag is None or not event.style):
            return _WORDS[text]
        match = _NUMBER.fullmatch(text)
        if match is None:
            return text
        if len(text) > self._limits.digits:
            raise _limit(event, "the length of a number", self._limits.digits, "digits")
        if match[1] is None and match[2] is None:
            return int(text)
        number = float(text)
        if number in (float("inf"), float("-inf")):
            raise ReadError(codes.SYNTAX, position_of(event), problem=f"{text} is too large a number", format="YAML")
        return number

    def _start(self, event: Any, value: Any) -> None:
        if event.tag is not None and event.tag not in _PLAIN_TAGS and event.tag != "!":
            raise _unsupported(event, f"the tag {event.tag!r} has no meaning in JSON data")
        if self._is_key():
            raise _unsupported(event, "a key must be text, not a collection")
        self._count(event)
        if len(self._stack) >= self._limits.depth:
            raise _limit(event, "the depth of nesting", self._limits.depth, "depth")
        if event.anchor:
            self._open_anchors.add(event.anchor)
        self._stack.append(_Open(value, event.anchor))

    def _end(self, event: Any) -> None:
        opened = self._stack.pop()
        for merged in opened.merges:
            for key, value in merged.items():
                opened.value.setdefault(key, value)
        if opened.anchor:
            self._open_anchors.discard(opened.anchor)
            self._anchors[opened.anchor] = (opened.value, _size(opened.value))
        self._put(event, opened.value)

    def _alias(self, event: Any) -> None:
        self._aliases += 1
        if self._aliases > self._limits.aliases:
            raise _limit(event, "the number of aliases", self._limits.aliases, "aliases")
        if event.anchor in self._open_anchors:
            raise _unsupported(event, f"the alias *{event.anchor} stands inside what it names")
        if event.anchor not in self._anchors:
            raise _unsupported(event, f"the alias *{event.anchor} names nothing")
        value, size = self._anchors[event.anchor]
        if self._is_key():
            raise _unsupported(event, "a key must be written out, not be an alias")
        self._count(event, size)
        self._put(event, value)

    def _put(self, event: Any, value: Any) -> None:
        if not self._stack:
            self._result = value
            return
        top = self._stack[-1]
        if is_array(top.value):
            top.value.append(value)
            return
        key_event, top.key = top.key, None
        key: str = key_event.value
        if key == "<<" and not key_event.style and key_event.implicit[0]:
            self._merge(event, top, value)
            return
        if key in top.key_events:
            first = position_of(top.key_events[key])
            raise ReadError(codes.KEY_DUPLICATE, position_of(key_event), key=key, related=(("first here", first),))
        top.key_events[key] = key_event
        top.value[key] = value

    def _merge(self, event: Any, top: _Open, value: Any) -> None:
        """Merge key (`<<`): the values of the mapping, or of the mappings of a list, where the key is not given."""
        sources = value if is_array(value) else [value]
        if not all(is_object(source) for source in sources):
            raise _unsupported(event, "only mappings can be merged with <<")
        top.merges.extend(sources)


def _size(value: Any) -> int:
    """Return the number of nodes of a value, counting what aliases repeat."""
    count = 0
    waiting = [value]
    while waiting:
        item = waiting.pop()
        count += 1
        if is_object(item):
            waiting.extend(item.values())
        elif is_array(item):
            waiting.extend(item)
    return count


def _limit(event: Any, what: str, limit: int, option: str) -> ReadError:
    return ReadError(codes.LIMIT_PASSED, position_of(event), what=what, limit=limit, option=option)


def _unsupported(event: Any, problem: str) -> ReadError:
    return ReadError(codes.YAML_UNSUPPORTED, position_of(event), problem=problem)
