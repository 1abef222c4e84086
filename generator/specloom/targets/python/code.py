"""Pieces of Python code that a document has a say in: identifiers, module paths, type expressions. Each is checked when
it is made, and refuses to be anything else."""

from __future__ import annotations

import ast
import keyword
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from specloom.text import Printable

__all__ = ["Identifier", "ModulePath", "TypeExpression"]


@dataclass(frozen=True, slots=True)
class Identifier(Printable):
    """A name. Refuses keywords, and what is no identifier of Python or not in the form that Python compares."""

    name: str

    def __post_init__(self) -> None:
        if not _is_identifier(self.name):
            raise ValueError(f"no Python identifier: {self.name!r}")

    def printed(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class ModulePath(Printable):
    """A module as an import statement names it: `..models.invoice`, `collections.abc`."""

    path: str

    def __post_init__(self) -> None:
        names = self.path.lstrip(".")
        if not all(_is_identifier(name) for name in names.split(".")) and not (self.path and not names):
            raise ValueError(f"no path of a Python module: {self.path!r}")

    def printed(self) -> str:
        return self.path


@dataclass(frozen=True, slots=True)
class TypeExpression(Printable):
    """A type annotation: names, attributes, subscripts, `|`, and literals inside `Literal`. Refuses everything else."""

    text: str

    def __post_init__(self) -> None:
        _check_type(self.text)

    def printed(self) -> str:
        return self.text


def _is_identifier(name: str) -> bool:
    return name.isidentifier() and not keyword.iskeyword(name) and unicodedata.normalize("NFKC", name) == name


@lru_cache(maxsize=4096)
def _check_type(text: str) -> None:
    """Raise `ValueError` unless the text is one type expression."""
    try:
        tree = ast.parse(text, mode="eval")
    except (SyntaxError, ValueError) as error:
        raise ValueError(f"no type expression: {text!r}") from error
    is_whole = "\n" not in text and tree.body.end_col_offset == len(text.encode())  # no comment, no space around it
    if not is_whole or tree.body.col_offset or not _is_type(tree.body):
        raise ValueError(f"no type expression: {text!r}")


def _is_type(node: ast.expr) -> bool:
    match node:
        case ast.Name() | ast.Constant(value=None):
            return True
        case ast.Attribute(value=ast.Name()):
            return True
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _is_type(left) and _is_type(right)
        case ast.Subscript(value=ast.Name(id="Literal"), slice=inner):
            members = inner.elts if isinstance(inner, ast.Tuple) else [inner]
            return all(_is_literal(member) for member in members)
        case ast.Subscript(value=ast.Name(), slice=ast.Tuple(elts=members)):
            return all(_is_type(member) or _is_open_end(member) for member in members)
        case ast.Subscript(value=ast.Name(), slice=inner):
            return _is_type(inner)
        case _:
            return False


def _is_literal(node: ast.expr) -> bool:
    match node:
        case ast.Constant(value=str() | int() | None):
            return True
        case ast.UnaryOp(op=ast.USub(), operand=ast.Constant(value=int() as value)):
            return not isinstance(value, bool)
        case _:
            return False


def _is_open_end(node: ast.expr) -> bool:
    """Return whether this is `...` or `*tuple[T, ...]`."""
    match node:
        case ast.Constant(value=value):
            return value is Ellipsis
        case ast.Starred(value=inner):
            return _is_type(inner)
        case _:
            return False
