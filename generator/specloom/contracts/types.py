"""Types as a template meets them: what can be asked of a value, what a loop over it gives, what it is called."""

from __future__ import annotations

import ast
import inspect
import sys
import types
import typing
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

from specloom.contracts.model import Field, Shape
from specloom.text import Printable

__all__ = [
    "NONE",
    "UNKNOWN",
    "Kind",
    "attribute",
    "attribute_names",
    "either",
    "element",
    "members",
    "named",
    "shape_of",
    "shapes_below",
]

Kind = Any
"""A type as annotations say it: a class, `tuple[X, ...]`, `X | None`; `UNKNOWN` where nobody knows."""
UNKNOWN: Kind = Any
NONE: Kind = types.NoneType
_HIDDEN = {"shows"}
"""Of a view: for the pipeline."""


_UNIONS = (typing.Union, types.UnionType)


def _origin(kind: Kind) -> Any:
    return typing.get_origin(kind)


def members(kind: Kind) -> tuple[Kind, ...]:
    """Return the types that a value may have, without None."""
    if _origin(kind) in _UNIONS:
        return tuple(each for each in typing.get_args(kind) if each is not NONE)
    return (kind,)


def either(kinds: Iterable[Kind]) -> Kind:
    """Return the type of a value that has one of these."""
    found = tuple(dict.fromkeys(kinds))
    return typing.Union[found] if found else UNKNOWN  # noqa: UP007 - built when the program runs


def element(kind: Kind) -> Kind:
    """Return the type of what a loop over a value gives."""
    found: list[Kind] = []
    for each in members(kind):
        arguments = [argument for argument in typing.get_args(each) if argument is not ...]
        found += arguments if _origin(each) is tuple else [UNKNOWN]
    return either(found)


def attribute(kind: Kind, name: str) -> Kind | None:
    """Return the type of `value.name`; None where no value of the type has it."""
    found: list[Kind] = []
    for each in members(kind):
        if not isinstance(each, type):
            return UNKNOWN
        if name in (kinds := _kinds(each)):
            found.append(kinds[name])
    return either(found) if found else None


def attribute_names(kind: Kind) -> tuple[str, ...]:
    """Return what values of a type can be asked for."""
    return tuple(sorted({name for each in members(kind) if isinstance(each, type) for name in _kinds(each)}))


def named(kind: Kind) -> str:
    """Return a type as contracts write it."""
    origin, arguments = _origin(kind), typing.get_args(kind)
    if origin in _UNIONS:
        first = sorted((named(each) for each in arguments if each is not NONE), key=str)
        return " | ".join([*first, *(["None"] if NONE in arguments else [])])
    if origin is not None:
        name = getattr(origin, "__name__", str(origin))
        return f"{name}[{', '.join('...' if each is ... else named(each) for each in arguments)}]"
    return "None" if kind is NONE else getattr(kind, "__name__", str(kind))


def shapes_below(kind: Kind) -> Iterator[type]:
    """Yield the classes that a type is made of, without those of Python, and nothing of what stands in them."""
    if isinstance(kind, type) and not typing.get_origin(kind):
        if kind.__module__.partition(".")[0] not in sys.stdlib_module_names:
            yield kind
    else:
        for each in typing.get_args(kind):
            yield from shapes_below(each)


@cache
def shape_of(kind: type) -> Shape:
    """Return the shape of a class."""
    docs = _field_docs(kind)
    doc = " ".join((inspect.getdoc(kind) or "").split())
    return Shape(
        doc=""
        if doc.startswith(f"{kind.__name__}(")
        else doc,  # which a dataclass writes itself, each Python in its way
        fields={name: Field(named(each), docs.get(name, "")) for name, each in sorted(_kinds(kind).items())},
        is_text=issubclass(kind, Printable),
    )


@cache
def _kinds(kind: type) -> Mapping[str, Kind]:
    """Return the types of what can be asked of a value of a class.

    What typed text holds is not encoded: of that only what is typed text itself, and flags.
    """
    found: dict[str, Kind] = {}
    line = inspect.getmro(kind)
    if is_dataclass(kind):
        hints = _hints(kind)
        found = {each.name: hints.get(each.name, UNKNOWN) for each in fields(kind) if each.name not in _HIDDEN}
        if issubclass(kind, Printable):
            found = {name: each for name, each in found.items() if each is bool or any(shapes_below(each))}
    for owner in reversed(line):
        for name, value in vars(owner).items():
            if isinstance(value, property) and not name.startswith("_"):
                found[name] = _hints(value.fget).get("return", UNKNOWN)
    return found


def _hints(annotated: Any) -> Mapping[str, Kind]:
    """Return the types that annotations say; none where they name what is only there for a type checker."""
    try:
        return typing.get_type_hints(annotated)
    except NameError:
        return {}


def _field_docs(kind: type) -> dict[str, str]:
    """Return the docstrings of the fields and the properties of a class, those of its bases too."""
    found: dict[str, str] = {}
    for owner in reversed(kind.__mro__):
        for name, node in _classes(owner.__module__).get(owner.__qualname__, {}).items():
            found[name] = node
    return found


@cache
def _classes(module: str) -> Mapping[str, Mapping[str, str]]:
    """Return, by the classes of a module, the docstrings of what they define."""
    try:
        tree = ast.parse(inspect.getsource(sys.modules[module]))
    except (OSError, TypeError, KeyError):
        return {}
    return {node.name: dict(_documented(node.body)) for node in tree.body if isinstance(node, ast.ClassDef)}


def _documented(body: list[ast.stmt]) -> Iterator[tuple[str, str]]:
    for position, node in enumerate(body):
        match node:
            case ast.AnnAssign(target=ast.Name(id=name)):
                following = body[position + 1] if position + 1 < len(body) else None
                if isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant):
                    yield name, " ".join(str(following.value.value).split())
            case ast.FunctionDef(name=name):
                yield name, " ".join((ast.get_docstring(node) or "").split())
            case _:
                pass
