"""What the names in a type expression mean, once a value must be decoded.

Models are imported late, so annotations stay text until then. A name is looked up in the vocabulary below,
then among the package's `models`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from importlib import import_module
from typing import Annotated, Any, ForwardRef, Literal, Never, Union

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


_ELSEWHERE = {"Decimal": "decimal", "UUID": "uuid"}


class _Scope(dict[str, object]):
    """A namespace that imports a model, or a module that few APIs need, when it is named."""

    def __missing__(self, name: str) -> object:
        module = import_module(_ELSEWHERE.get(name, "..models"), __package__)
        found: object = getattr(module, name)
        if isinstance(found, str):  # a recursive alias: decoded when it is reached
            found = ForwardRef(name)
        self[name] = found
        return found


_SCOPE = _Scope(
    {
        "Annotated": Annotated,
        "Any": Any,
        "Literal": Literal,
        "Never": Never,
        "Tagged": Tagged,
        "Union": Union,
        "Unset": Unset,
        "bool": bool,
        "bytes": bytes,
        "dict": dict,
        "dt": dt,
        "float": float,
        "int": int,
        "list": list,
        "str": str,
        "tuple": tuple,
    }
)


def evaluate(expression: str) -> object:
    """Return the type that an expression of the generated code means."""
    found: object = eval(expression, {}, _SCOPE)
    return found


def alias_text(name: str) -> str:
    """Return the expression behind a recursive alias."""
    return str(getattr(import_module("..models", __package__), name))
