"""What the names in a type expression mean, once a value must be decoded.

Models are imported late, so annotations stay text until then. A name is looked up in the vocabulary below,
then among the package's `models`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from importlib import import_module
from types import NoneType
from typing import Annotated, Any, ForwardRef, Literal, Never, Union, get_args

from .kinds import is_object
from .unset import Unset


class Tagged:
    """How to tell the variants of a union apart: the value of `property` names one."""

    def __init__(
        self, property: str, variants: Mapping[str, str], default: str | None = None
    ) -> None:
        self.property = property
        self.variants = variants
        """Type expressions by tag."""
        self.default = default
        """The type of a value without a tag, or with another one."""

    def chosen(self, value: object) -> str | None:
        """Return the type expression for a value; `None` where any variant may be meant."""
        if not is_object(value):
            return None
        tag = str(value.get(self.property))
        return self.variants.get(tag, self.default)


class _Scope(dict[str, object]):
    """A namespace that imports a model, or a module that few APIs need, when it is named."""

    def __missing__(self, name: str) -> object:
        module = _ELSEWHERE.get(name, "..models")
        found: object = getattr(import_module(module, __package__), name)
        if isinstance(found, str):  # a recursive alias: decoded when it is reached
            found = ForwardRef(name)
        self[name] = found
        return found


_BUILT_IN = (bool, bytes, dict, float, int, list, str, tuple)
_ELSEWHERE = {"Decimal": "decimal", "UUID": "uuid"}
_SCOPE = _Scope(
    {
        "Annotated": Annotated,
        "Any": Any,
        "Literal": Literal,
        "Never": Never,
        "Tagged": Tagged,
        "Union": Union,
        "Unset": Unset,
        "dt": dt,
        **{each.__name__: each for each in _BUILT_IN},
    }
)


def type_of(hint: Any) -> Any:
    """Return the type that an expression of the generated code means; the name of a recursive alias stays one."""
    return _evaluated(hint) if isinstance(hint, str) else hint


@cache
def _evaluated(expression: str) -> Any:
    found = eval(expression, {}, _SCOPE) or NoneType
    members = [each for each in get_args(found) if each is not Unset]
    return Union[(*members,)] if Unset in get_args(found) else found


def alias_text(name: ForwardRef) -> str:
    """Return the expression behind a recursive alias."""
    return str(getattr(import_module("..models", __package__), name.__forward_arg__))
