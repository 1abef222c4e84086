"""From JSON to Python values, by type. Nothing here raises for what a server sends.

A value that does not fit its type is kept as it came: an unknown enum value, a number where text was
documented, an object without a required field.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import NoneType, UnionType
from typing import (
    Annotated,
    Any,
    ForwardRef,
    Literal,
    NamedTuple,
    TypeGuard,
    TypeVar,
    Union,
    get_args,
    get_origin,
)

from .containers import (
    dict_codec,
    list_codec,
    literal_codec,
    nullable_codec,
    tuple_codec,
    union_codec,
)
from .kinds import is_object
from .model import Model
from .scalars import Codec, same, scalar_codec
from .scope import Tagged, alias_text, evaluate
from .unset import Unset

M = TypeVar("M", bound=Model)


class _Fields(NamedTuple):
    """How the fields of a model are decoded."""

    names: dict[str, str]
    """Their names, by their names on the wire."""
    codecs: dict[str, Codec]
    """By their names on the wire."""
    decoders: list[tuple[str, Callable[[Any], Any]]]
    """Those by name whose values do not stay as they come; most do."""


_BY_EXPRESSION: dict[str, Codec] = {}
_FIELDS: dict[type[Model], _Fields] = {}


def codec_for(expression: str) -> Codec:
    """Return the codec of a type expression of the generated code; each is made once."""
    codec = _BY_EXPRESSION.get(expression)
    if codec is None:
        codec = _BY_EXPRESSION[expression] = _codec(evaluate(expression))
    return codec


def decode_model(model: type[M], data: Mapping[str, Any]) -> M:
    """Return the model that a JSON object describes."""
    names, _, decoders = _fields(model)
    instance = model.__new__(model)
    attributes = instance.__dict__
    for wire_name, value in data.items():
        name = names.get(wire_name)
        if name is None:
            instance.extra_fields[wire_name] = value
        else:
            attributes[name] = value
    for name, decode in decoders:
        if name in attributes:
            attributes[name] = decode(attributes[name])
    return instance


def _fields(model: type[Model]) -> _Fields:
    """Return how the fields of a model are decoded; that is found out once."""
    fields = _FIELDS.get(model)
    if fields is None:
        specs = model.__fields__
        codecs = {spec.wire_name: codec_for(spec.annotation) for spec in specs}
        named = [(spec.name, codecs[spec.wire_name].decode) for spec in specs]
        fields = _FIELDS[model] = _Fields(
            {spec.wire_name: spec.name for spec in specs},
            codecs,
            [(name, decode) for name, decode in named if decode is not same],
        )
    return fields


def _codec(hint: Any) -> Codec:
    """Return the codec of a type."""
    if isinstance(hint, str):
        return codec_for(hint)
    if isinstance(hint, ForwardRef):
        return _deferred(hint.__forward_arg__)
    if _is_model(hint):
        return _model(hint)
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _tagged(_codec(arguments[0]), arguments[1])
    if origin is Literal:
        return literal_codec(arguments)
    if origin is Union or origin is UnionType:
        return _union(arguments)
    if origin is list:
        return list_codec(_codec(arguments[0]))
    if origin is dict:
        return dict_codec(_codec(arguments[1]))
    if origin is tuple:
        prefix = [_codec(part) for part in arguments if not _is_rest(part)]
        rest = [_codec(get_args(part)[0]) for part in arguments if _is_rest(part)]
        return tuple_codec(prefix, rest[0] if rest else None)
    return scalar_codec(hint)


def _union(arguments: Sequence[Any]) -> Codec:
    """Return the codec of a union; that a value may be missing or null takes no part in the choice."""
    empty = (Unset, NoneType)
    members = [_codec(member) for member in arguments if member not in empty]
    codec = members[0] if len(members) == 1 else union_codec(members)
    return nullable_codec(codec) if NoneType in arguments else codec


def _is_model(hint: object) -> TypeGuard[type[Model]]:
    return isinstance(hint, type) and issubclass(hint, Model)


def _is_rest(hint: Any) -> bool:
    """Return whether a part of a tuple is its open end: `*tuple[C, ...]`."""
    return get_origin(hint) is tuple and getattr(hint, "__unpacked__", False)


def _deferred(alias: str) -> Codec:
    """Return the codec of a recursive alias, which is made when it is first used."""

    def decode(value: Any) -> Any:
        return codec_for(alias_text(alias)).decode(value)

    def fits(value: Any, exact: bool) -> bool:
        return codec_for(alias_text(alias)).fits(value, exact)

    return Codec(decode, fits)


def _model(model: type[Model]) -> Codec:
    """Return the codec of an object.

    A value fits where every required field is there and every field that is there fits.
    """

    def decode(value: Any) -> Any:
        return decode_model(model, value) if is_object(value) else value

    def fits(value: Any, exact: bool) -> bool:
        if not is_object(value):
            return False
        for spec in model.__fields__:
            if spec.required and spec.wire_name not in value:
                return False
        codecs = _fields(model).codecs
        return all(
            codecs[name].fits(item, exact) if name in codecs else not exact
            for name, item in value.items()
        )

    return Codec(decode, fits)


def _tagged(variants: Codec, tagged: Tagged) -> Codec:
    """Return the codec of a union whose variants carry a tag.

    An unknown tag means the default; where there is none, the variants are tried.
    """

    def chosen(value: Any) -> Codec:
        if is_object(value):
            tag: object = value.get(tagged.property)
            if isinstance(tag, str) and tag in tagged.variants:
                return codec_for(tagged.variants[tag])
            if tagged.default is not None:
                return codec_for(tagged.default)
        return variants

    def decode(value: Any) -> Any:
        return chosen(value).decode(value)

    def fits(value: Any, exact: bool) -> bool:
        return chosen(value).fits(value, exact)

    return Codec(decode, fits)
