"""From JSON to Python values, by type. Nothing here raises for what a server sends.

What fits its type is read by msgspec, in one go. Where anything does not, the value is read again, bit by
bit, and only what does not fit is kept as it came: an unknown field, a number where text was documented.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from base64 import b64decode
from collections.abc import Sequence
from contextlib import suppress
from types import NoneType
from typing import (
    Annotated,
    Any,
    ForwardRef,
    TypeAlias,
    get_args,
    get_origin,
)

from msgspec import NODEFAULT, ValidationError, convert
from msgspec.json import Decoder

from .kinds import is_array, is_object
from .model import ModelMeta
from .native import kept, members_of, native, types_of
from .scope import alias_text, type_of
from .unset import UNSET

At: TypeAlias = tuple[str | int, ...]
"""The way to a value: names and places."""

_DECODERS: dict[str, Decoder[Any]] = {}
_WRONG = 100
_WEIGHTS = {"unknown value": 0, "unknown field": 1}
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d")
"""Python reads more, such as `20200101`, which is mostly no time at all."""
_MODULES = re.compile(r"\b(typing|[\w.]+\.models\.\w+)\.")


def decode(expression: str, content: bytes | str) -> Any:
    """Return the value of JSON text by a type expression of the generated code. Raises where it is no JSON."""
    decoder = _DECODERS.get(expression)
    if decoder is None:
        made = Decoder(native(expression), dec_hook=_foreign)
        decoder = _DECODERS[expression] = made
    try:
        return decoder.decode(content)
    except (ValueError, RecursionError):  # not as documented, not in UTF-8, too deep
        try:
            return Reader().read(expression, json.loads(content))
        except RecursionError as error:
            raise ValueError("nested too deep") from error


def said(hint: Any) -> str:
    """Return a type as the generated code writes it."""
    is_class = isinstance(hint, type) and not get_args(hint)
    return hint.__name__ if is_class else _MODULES.sub("", str(hint))


def _foreign(kind: Any, value: object) -> Any:
    """Return a value that msgspec could not read; raise where it does not fit."""
    reader = Reader()
    made = reader.read(kind.hint, value)
    if reader.weight:
        raise ValueError(reader.faults[0][1])
    return made


class Reader:
    """Reads a value bit by bit, and notes what does not fit; that is kept as it came."""

    def __init__(self, *, is_strict: bool = False) -> None:
        self.faults: list[tuple[At, str, Any, object]] = []
        """Where a value does not fit: the place, the problem, the expected type, the value."""
        self.weight = 0
        """How much is wrong."""
        self._is_strict = is_strict
        """Unknown values of open enumerations are noted too, so msgspec cannot be asked."""

    def read(self, hint: Any, value: Any, at: At = ()) -> Any:
        """Return the Python value of a JSON value."""
        if type(value) in kept(hint, self._is_strict):
            return value
        kind = type_of(hint)
        if isinstance(kind, ModelMeta) and is_object(value):
            return self._model(kind, value, at)
        if kind in (Any, object):
            return value
        origin, arguments = get_origin(kind), get_args(kind)
        if isinstance(kind, ForwardRef):
            return self.read(alias_text(kind), value, at)
        if origin is Annotated:
            return self._tagged(kind, value, at)
        if origin is list and is_array(value):
            items = enumerate(value)
            return [self.read(arguments[0], item, (*at, i)) for i, item in items]
        if origin is dict and is_object(value):
            pairs = value.items()
            return {k: self.read(arguments[1], item, (*at, k)) for k, item in pairs}
        if origin is tuple and is_array(value):
            return self._tuple(kind, value, at)
        if len(members := members_of(kind)) > 1:
            return self._union(hint, members, value, at)
        if type(value) in types_of(kind) and value in arguments:
            return value
        made = _parsed(kind, value)
        return self._misfit(at, "wrong type", hint, value) if made is None else made

    def _tagged(self, kind: Any, value: Any, at: At) -> Any:
        """Return the variant that a tag names; what has an unknown tag is none that it lacks something of."""
        union, tagged = get_args(kind)
        if chosen := tagged.chosen(value):
            return self.read(chosen, value, at)
        reader = Reader(is_strict=self._is_strict)
        made = reader.read(union, value, at)
        has_tag = is_object(value) and value.get(tagged.property) is not None
        if has_tag and reader.weight >= _WRONG:
            return self._misfit(at, "unknown value", union, value)
        self.faults += reader.faults
        self.weight += reader.weight
        return made

    def _misfit(self, at: At, problem: str, hint: Any, value: Any) -> Any:
        """Note what does not fit, and return it as it came."""
        self.faults.append((at, problem, hint, value))
        self.weight += _WEIGHTS.get(problem, _WRONG)
        return value

    def _model(self, model: ModelMeta, value: dict[str, Any], at: At) -> Any:
        """Return an object. A required field that is missing holds `UNSET`."""
        specs = model.__fields__
        extra = {name: item for name, item in value.items() if name not in specs}
        known = {k: value[k] for k in value if k in specs} if extra else value
        made = self._converted(model, known)
        if made is None:
            found: dict[str, Any] = {}
            for name, (field, _, hint, default) in specs.items():
                if name in known:
                    item = known[name]
                    is_kept = type(item) in kept(hint, self._is_strict)
                    found[field] = (
                        item if is_kept else self.read(hint, item, (*at, name))
                    )
                elif default is NODEFAULT:
                    found[field] = self._misfit((*at, name), "missing", hint, UNSET)
            made = model(**found)
        for name, item in extra.items():
            made.extra_fields[name] = item
            self._misfit((*at, name), "unknown field", model, item)
        return made

    def _converted(self, model: ModelMeta, value: dict[str, Any]) -> Any:
        """Return the object that msgspec reads in one go; `None` where it cannot or must not."""
        if native(model) is model and not self._is_strict:
            with suppress(ValidationError):
                return convert(value, native(model), dec_hook=_foreign)
        return None

    def _tuple(self, hint: Any, value: list[Any], at: At) -> Any:
        """Return a list whose first places have types of their own; `*tuple[C, ...]` is its open end."""
        parts = get_args(hint)
        prefix = [one for one in parts if not getattr(one, "__unpacked__", False)]
        rest = [get_args(one)[0] for one in parts[len(prefix) :]]
        if not rest and len(value) > len(prefix):
            self._misfit(at, "wrong type", hint, value)
        hints = zip([*prefix, *(rest or [Any]) * len(value)], value, strict=False)
        items = enumerate(hints)
        return tuple(self.read(part, item, (*at, i)) for i, (part, item) in items)

    def _union(self, hint: Any, given: Sequence[Any], value: Any, at: At) -> Any:
        """Return what the variant makes of a value that fits best, the first of equals."""
        members = [each for each in given if each is not NoneType]
        if len(members) == 1:
            return self.read(members[0], value, at)
        if is_object(value):
            for model in members:
                if isinstance(model, ModelMeta) and (
                    made := self._converted(model, value)
                ):
                    return made
        best, made, least = Reader(), value, (True, float("inf"))
        for index, member in enumerate(members):
            reader = Reader(is_strict=self._is_strict)
            candidate = reader.read(member, value, at)
            listed = set[type]().union(*map(types_of, members[:index]))
            if self._is_strict and not reader.weight and type(value) in listed:
                # a type after known values of it: these are an open enumeration
                reader._misfit(at, "unknown value", hint, value)
            rank = (candidate is value and reader.weight > 0, reader.weight)
            if rank < least:
                best, made, least = reader, candidate, rank
            if not reader.weight:
                break
        self.faults += best.faults
        self.weight += best.weight
        return made


def _parsed(kind: Any, value: Any) -> Any:
    """Return the value of a type that JSON has no word for, `None` where it does not fit."""
    with suppress(ValueError, ArithmeticError):
        match getattr(kind, "__name__", ""), value:
            case "float", int() if type(value) is int:
                return value
            case "Decimal", int() | float() | str():
                return kind(str(value))  # the number exactly as it is written
            case "UUID", str():
                return kind(value)
            case "date", str() if _DATE.fullmatch(value):
                return dt.date.fromisoformat(value)
            case "datetime", str() if _MOMENT.match(value):
                moment = dt.datetime.fromisoformat(value.upper())
                return moment if moment.tzinfo else moment.replace(tzinfo=dt.UTC)
            case "bytes", str():  # with or without padding, of either alphabet
                plain = value.translate({ord("-"): "+", ord("_"): "/"})
                return b64decode(plain + "=" * (-len(plain) % 4), validate=True)
            case _:
                pass
    return None
