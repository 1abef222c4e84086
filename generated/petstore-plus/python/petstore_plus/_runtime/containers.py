"""How lists, maps, tuples and unions are decoded, given the codecs of their parts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from .kinds import is_array, is_object
from .scalars import ANYTHING, Codec, same


def literal_codec(members: Sequence[object]) -> Codec:
    """Return the codec of a few known values."""

    def fits(value: Any, exact: bool) -> bool:
        is_flag = isinstance(value, bool)
        return any(
            value == member and is_flag == isinstance(member, bool)
            for member in members
        )

    return Codec(same, fits)


def list_codec(items: Codec) -> Codec:
    """Return the codec of a list of such items."""

    decode_item = items.decode

    def decode(value: Any) -> Any:
        return [decode_item(item) for item in value] if is_array(value) else value

    def fits(value: Any, exact: bool) -> bool:
        return is_array(value) and all(items.fits(item, exact) for item in value)

    return Codec(same if decode_item is same else decode, fits)


def nullable_codec(value: Codec) -> Codec:
    """Return the codec of a value or null. Every codec keeps null as it came."""

    def fits(given: Any, exact: bool) -> bool:
        return given is None or value.fits(given, exact)

    return Codec(value.decode, fits)


def dict_codec(values: Codec) -> Codec:
    """Return the codec of an object whose keys are data."""

    def decode(value: Any) -> Any:
        if not is_object(value):
            return value
        return {key: values.decode(item) for key, item in value.items()}

    def fits(value: Any, exact: bool) -> bool:
        return is_object(value) and all(
            values.fits(item, exact) for item in value.values()
        )

    return Codec(same if values.decode is same else decode, fits)


def tuple_codec(prefix: Sequence[Codec], rest: Codec | None) -> Codec:
    """Return the codec of a list whose first places have types of their own."""

    def codecs(count: int) -> list[Codec]:
        return [*prefix[:count], *[rest or ANYTHING] * (count - len(prefix))]

    def decode(value: Any) -> Any:
        if not is_array(value):
            return value
        pairs = zip(codecs(len(value)), value, strict=True)
        return tuple(codec.decode(item) for codec, item in pairs)

    def fits(value: Any, exact: bool) -> bool:
        if not is_array(value) or (rest is None and len(value) > len(prefix)):
            return False
        pairs = zip(codecs(len(value)), value, strict=True)
        return all(codec.fits(item, exact) for codec, item in pairs)

    return Codec(decode, fits)


def union_codec(variants: Sequence[Codec]) -> Codec:
    """Return the codec of a union whose variants are tried in order.

    The first that fits without unknown fields wins, then the first that fits with some, then the first
    that can make anything of the value.
    """

    def choose(value: Any) -> Codec:
        for exact in (True, False):
            for variant in variants:
                if variant.fits(value, exact):
                    return variant
        for variant in variants:
            if variant.decode(value) is not value:
                return variant
        return ANYTHING

    def decode(value: Any) -> Any:
        return choose(value).decode(value)

    def fits(value: Any, exact: bool) -> bool:
        return any(variant.fits(value, exact) for variant in variants)

    plain = all(variant.decode is same for variant in variants)
    return Codec(same if plain else decode, fits)
