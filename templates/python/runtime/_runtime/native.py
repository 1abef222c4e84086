"""What msgspec reads in place of a type: it accepts what fits, and nothing else.

An open enumeration is the type of its values. A type that msgspec has no word for is foreign: its values are
left to a hook.
"""

from __future__ import annotations

import datetime as dt
from functools import cache
from threading import RLock
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from msgspec import Meta

from .model import ModelMeta
from .scope import type_of

PLAIN = (str, int, float, bool, NoneType)
"""Types that JSON and Python share."""
_SAME = {"Any", "Decimal", "NoneType", "UUID", "bool", "bytes", "date", "int", "str"}
_LOCK = RLock()
"""Held while models have annotations that msgspec cannot read."""
_FOUND: set[ModelMeta] = set()
_FRESH: list[ModelMeta] = []


class Foreign(type):
    """A type that msgspec does not know; it takes the hook's word for its values."""

    hint: Any

    def __instancecheck__(cls, instance: object) -> bool:
        return True


@cache
def native(hint: Any) -> Any:
    """Return the type that msgspec reads in place of a type, and make ready all models that it leads to."""
    with _LOCK:
        found = _native(hint)
        while _FRESH:
            model = _FRESH.pop()
            specs = model.__fields__.values()
            model.__annotations__ = {s.name: _native(s.annotation) for s in specs}
        return found


def members_of(hint: Any) -> tuple[Any, ...]:
    """Return the members of a union, or a type that is none by itself."""
    return get_args(hint) if get_origin(hint) in (Union, UnionType) else (hint,)


def types_of(hint: Any) -> set[type]:
    """Return the types of the values that an enumeration lists."""
    return set(map(type, get_args(hint))) if get_origin(hint) is Literal else set()


@cache
def kept(hint: Any, is_strict: bool) -> frozenset[type]:
    """Return the types whose values fit and stay as they come, so that nobody need look at them."""
    members = members_of(type_of(hint))
    if any(each not in PLAIN and not types_of(each) for each in members):
        return frozenset({NoneType} & {*members})
    kinds = {*members, int} if float in members else {*members}
    listed = set[type]().union(*map(types_of, members)) if is_strict else set[type]()
    return frozenset(kinds & {*PLAIN} - listed)


def _native(hint: Any) -> Any:
    kind = type_of(hint)
    origin, arguments = get_origin(kind), get_args(kind)
    if isinstance(kind, ModelMeta):
        if kind.__fields__.keys() <= {*kind.__struct_encode_fields__}:
            if kind not in _FOUND:
                _FOUND.add(kind)
                _FRESH.append(kind)
            return kind
    elif kind is float:
        return int | float
    elif kind is dt.datetime:
        return Annotated[kind, Meta(tz=True)]
    elif getattr(kind, "__name__", "") in _SAME or kind is object:
        return kind
    elif origin is list:
        return list.__class_getitem__(_native(arguments[0]))
    elif origin is dict:
        return dict.__class_getitem__((str, _native(arguments[1])))
    elif origin is Literal and all(map(_can_be_listed, arguments)):
        return kind
    elif origin is Union or origin is UnionType:
        members = [
            each
            for each in arguments
            if not types_of(each) or types_of(each) - {*arguments}
        ]
        if len(members) - (NoneType in members) < 2 or {*members} <= {*PLAIN}:
            return Union[(*map(_native, members),)]
    return Foreign("Foreign", (), {"hint": kind})


def _can_be_listed(value: object) -> bool:
    """Return whether msgspec can have this value in a `Literal`."""
    if isinstance(value, str):
        return value.isprintable()
    return type(value) is int and abs(value) < 1 << 63
