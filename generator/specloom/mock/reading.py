"""Reads values back out of text, by type and style (OpenAPI 3.2 §4.12.3, RFC 6570). Raw text in, JSON values out.

Shares nothing with `calls.styles`, which writes them: a mistake of one is found by the other. Text says less than JSON, so
one text can have several readings (`7` of `type: [string, integer]`): the first that satisfies the schema is the one.
"""

from __future__ import annotations

import contextlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import unquote

from specloom.calls.schema_check import SchemaChecker
from specloom.calls.values import is_object
from specloom.ir.operation import Style
from specloom.ir.types import Direction, JsonValue, Type, TypeDef
from specloom.mock.pairs import Pairs
from specloom.mock.shapes import Shapes

__all__ = ["ABSENT", "Reader", "UnreadableError", "parse_json"]

ABSENT = object()
"""No value at all."""
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,300})(?:\.[0-9]{1,300})?(?:[eE][+-]?[0-9]{1,3})?")
_STEP = re.compile(r"\[([^\[\]]*)\]")
_DELIMITERS = {Style.SPACE_DELIMITED: re.compile("%20|\\+| "), Style.PIPE_DELIMITED: re.compile("%7[Cc]|\\|")}
_COMMA = re.compile(",")

_Decode = Callable[[str], str]


class UnreadableError(ValueError):
    """What was sent is not in the form that the description asks for; the message says how."""


def parse_json(text: str | bytes) -> JsonValue:
    """Return the value of a JSON text."""
    try:
        value: JsonValue = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"it is no JSON: {error}") from error
    return value


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads values of an API's types."""

    shapes: Shapes
    checker: SchemaChecker

    def pointer(self, type_: Type) -> str | None:
        """Return where the schema of a type stands."""
        target = getattr(type_, "target", None)
        return self.shapes.types[target].schema if type_.schema is None and target is not None else type_.schema

    def scalar(self, text: str, type_: Type) -> JsonValue:
        """Return what one decoded text stands for."""
        return self._best(_scalars(text, self.shapes.kinds(type_)), type_)

    def delimited(self, raw: str, delimiter: re.Pattern[str], explode: bool, type_: Type, decode: _Decode) -> JsonValue:
        """Return what stands between delimiters: a list, an object, or one value."""
        kinds = self.shapes.kinds(type_)
        readings: list[Callable[[], JsonValue]] = []
        if "array" in kinds:
            readings.append(lambda: self._list([decode(piece) for piece in delimiter.split(raw)] if raw else [], type_))
        if "object" in kinds:
            readings.append(lambda: self._object(_members(delimiter.split(raw), explode, decode), type_))
        if not readings or kinds - {"array", "object", "null"}:
            readings.append(lambda: self.scalar(decode(raw), type_))
        return self._first(readings, type_)

    def in_path(self, name: str, raw: str, style: Style, explode: bool, type_: Type) -> JsonValue:
        """Return the value of a path parameter (simple, label, matrix)."""
        match style:
            case Style.LABEL:
                if not raw.startswith("."):
                    raise UnreadableError("it does not start with a dot, as the style `label` does")
                return self.delimited(raw[1:], re.compile(r"\." if explode else ","), explode, type_, unquote)
            case Style.MATRIX:
                return self._matrix(name, raw, explode, type_)
            case _:
                return self.delimited(raw, _COMMA, explode, type_, unquote)

    def in_header(self, raw: str, explode: bool, type_: Type) -> JsonValue:
        """Return the value of a header (simple), in which nothing is encoded."""
        return self.delimited(raw, re.compile(r"[ \t]*,[ \t]*"), explode, type_, str)

    def in_pairs(self, name: str, pairs: Pairs, style: Style, explode: bool, type_: Type) -> JsonValue:
        """Return a value from a query, a form or a cookie; ABSENT where it is not there. Takes the pairs that it reads."""
        if style is Style.DEEP_OBJECT:
            return self._deep(name, pairs, type_)
        kinds = self.shapes.kinds(type_)
        if explode and "object" in kinds and not kinds & {"array", "string"}:
            names = self.shapes.names(type_)
            found = pairs.take(lambda key: not names or key in names)
            members = [(pair.key, pairs.decode(pair.raw)) for pair in found]
            return self._object(members, type_) if found else ABSENT
        found = pairs.take(lambda key: key == name)
        if not found:
            return ABSENT
        if explode and "array" in kinds:
            texts = [pairs.decode(pair.raw) for pair in found]
            readings: list[Callable[[], JsonValue]] = [lambda: self._list(texts, type_)]
            if len(texts) == 1:
                readings.append(lambda: self.scalar(texts[0], type_))
            return self._first(readings, type_)
        if len(found) > 1:
            raise UnreadableError(f"it is given {len(found)} times")
        return self.delimited(found[0].raw, _DELIMITERS.get(style, _COMMA), False, type_, pairs.decode)

    def _matrix(self, name: str, raw: str, explode: bool, type_: Type) -> JsonValue:
        """Return the value of `;name=value` (RFC 6570 §3.2.7)."""
        if not raw.startswith(";"):
            raise UnreadableError("it does not start with a semicolon, as the style `matrix` does")
        split = [piece.partition("=") for piece in raw[1:].split(";")]
        kinds = self.shapes.kinds(type_)
        if explode and "object" in kinds and any(unquote(key) != name for key, _, _ in split):
            return self._object([(unquote(key), unquote(text)) for key, _, text in split], type_)
        for key, _, _ in split:
            if unquote(key) != name:
                raise UnreadableError(f"{unquote(key)!r} stands in the place of {name!r}")
        if explode and "array" in kinds:
            return self._list([unquote(text) for _, _, text in split], type_)
        return self.delimited(split[0][2], _COMMA, False, type_, unquote)

    def _deep(self, name: str, pairs: Pairs, type_: Type) -> JsonValue:
        """Return the value of `name[key]=value` at any depth; `name[0]=value` and `name[]=value` are lists."""
        tree: dict[str, JsonValue] = {}
        alone = pairs.take(lambda key: key == name)
        if alone:
            return self.scalar(pairs.decode(alone[0].raw), type_)
        for pair in pairs.take(lambda key: key.startswith(f"{name}[") and key.endswith("]")):
            *path, last = _STEP.findall(pair.key[len(name) :]) or [""]
            place: dict[str, JsonValue] = tree
            for step in path:
                inner = place.setdefault(step, {})
                if not is_object(inner):
                    raise UnreadableError(f"{pair.key!r} stands below a value")
                place = inner
            place[last or str(len(place))] = pairs.decode(pair.raw)
        return self._grown(tree, type_) if tree else ABSENT

    def _grown(self, tree: JsonValue, type_: Type) -> JsonValue:
        if not is_object(tree):
            return self.scalar(str(tree), type_)
        if "array" in self.shapes.kinds(type_) and all(key.isdecimal() for key in tree):
            return [self._grown(one, self.shapes.item(type_, index)) for index, one in enumerate(tree.values())]
        return {key: self._grown(one, self.shapes.member(type_, key)) for key, one in tree.items()}

    def _list(self, texts: list[str], type_: Type) -> list[JsonValue]:
        return [self.scalar(text, self.shapes.item(type_, index)) for index, text in enumerate(texts)]

    def _object(self, members: list[tuple[str, str]], type_: Type) -> dict[str, JsonValue]:
        return {key: self.scalar(text, self.shapes.member(type_, key)) for key, text in members}

    def form(self, type_: Type, read: Callable[[Type | TypeDef], JsonValue]) -> JsonValue:
        """Return what the fields of a form make: of a union of objects, each of which may call for another reading."""
        variants = self.shapes.variants(type_)
        return self._first([partial(read, variant) for variant in variants], type_)

    def _first(self, readings: Sequence[Callable[[], JsonValue]], type_: Type) -> JsonValue:
        """Return the first reading that is possible and right; else the first that is possible."""
        found: list[JsonValue] = []
        failed: UnreadableError | None = None
        for read in readings:
            try:
                found.append(read())
            except UnreadableError as error:
                failed = failed or error
        if not found:
            raise failed or UnreadableError("it cannot be read")
        return self._best(found, type_)

    def _best(self, readings: Iterable[JsonValue], type_: Type) -> JsonValue:
        values = list(readings)
        pointer = self.pointer(type_)
        right = (value for value in values if self.checker.accepts(pointer, value, Direction.REQUEST))
        return next(right, values[0])


def _scalars(text: str, kinds: frozenset[str]) -> Iterator[JsonValue]:
    """Yield what a text may stand for: a number, a word of JSON, a JSON text of what has no other form, itself."""
    if kinds & {"integer", "number"} and _NUMBER.fullmatch(text):
        yield json.loads(text)
    if "boolean" in kinds and text in ("true", "false"):
        yield text == "true"
    if "null" in kinds and text == "null":
        yield None
    if kinds & {"object", "array"} and text[:1] in ("{", "["):
        with contextlib.suppress(ValueError, RecursionError):
            yield json.loads(text)
    yield text


def _members(pieces: list[str], explode: bool, decode: _Decode) -> list[tuple[str, str]]:
    """Return the members of an object between delimiters: `a=1,b=2`, or `a,1,b,2`."""
    if explode:
        split = [piece.partition("=") for piece in pieces if piece]
        if not all(equals for _, equals, _ in split):
            raise UnreadableError("a member of the object has no equals sign")
        return [(decode(key), decode(text)) for key, _, text in split]
    if len(pieces) % 2:
        raise UnreadableError("the object has a name without a value")
    return [(decode(key), decode(text)) for key, text in zip(pieces[::2], pieces[1::2], strict=True)]
