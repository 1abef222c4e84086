"""Types as they are written in generated code, compared: does one take every value of the other?"""

from __future__ import annotations

import ast
from enum import Enum

__all__ = ["Relation", "given", "names_in", "relation"]

_EVERYTHING = frozenset({"object", "Any", "typing.Any"})
_ALSO_TAKEN = {
    "float": frozenset({"int"}),
    "Sequence": frozenset({"list", "tuple"}),
    "Mapping": frozenset({"dict"}),
    "Iterable": frozenset({"list", "tuple", "Sequence"}),
}
"""What a type checker accepts where another type is wanted."""


class Relation(Enum):
    """What became of a type."""

    SAME = "same"
    WIDER = "wider"
    """It takes all that it took, and more."""
    NARROWER = "narrower"
    OTHER = "other"


def relation(old: ast.expr | None, new: ast.expr | None) -> Relation:
    """Return what became of a type. One that is not written down takes everything."""
    is_taken = _takes(new, old)
    was_taken = _takes(old, new)
    if is_taken and was_taken:
        return Relation.SAME
    if is_taken:
        return Relation.WIDER
    return Relation.NARROWER if was_taken else Relation.OTHER


def given(node: ast.expr | None) -> ast.expr | None:
    """Return the type of a parameter without the mark of what may be left out: its default says that as well."""
    match node:
        case ast.BinOp(op=ast.BitOr(), left=left, right=ast.Name(id="Unset")):
            return left
        case _:
            return node


def names_in(node: ast.expr | None) -> set[str]:
    """Return the last part of every name that stands in a type, also in one in quotes."""
    if node is None:
        return set()
    found: set[str] = set()
    for each in ast.walk(node):
        if isinstance(each, ast.Name):
            found.add(each.id)
        elif isinstance(each, ast.Attribute):
            found.add(each.attr)
    return found


def _takes(taker: ast.expr | None, given: ast.expr | None) -> bool:
    """Return whether every value of `given` is one of `taker`."""
    if taker is None:
        return True
    if given is None:
        return False
    return all(any(_takes_one(one, each) for one in _members(taker)) for each in _members(given))


def _members(node: ast.expr) -> list[ast.expr]:
    """Return the members of a union; a `Literal` is a union of its values; `Annotated` says nothing about values."""
    match node:
        case ast.BinOp(op=ast.BitOr()):
            return _members(node.left) + _members(node.right)
        case ast.Subscript(value=ast.Name(id="Annotated"), slice=ast.Tuple(elts=[first, *_])):
            return _members(first)
        case ast.Subscript(value=ast.Name(id="Literal"), slice=ast.Tuple(elts=values)):
            return [ast.Subscript(node.value, value, ast.Load()) for value in values]
        case _:
            return [node]


def _takes_one(taker: ast.expr, given: ast.expr) -> bool:
    one, other = ast.unparse(taker), ast.unparse(given)
    if one == other or one in _EVERYTHING or other in _ALSO_TAKEN.get(one, ()):
        return True
    match taker, given:
        case ast.Name(id=name), ast.Subscript(value=ast.Name(id="Literal"), slice=ast.Constant(value=value)):
            return type(value).__name__ == name
        case ast.Subscript(value=ast.Name(id=outer)), ast.Subscript(value=ast.Name(id=inner)) if outer != "Literal":
            if outer != inner and inner not in _ALSO_TAKEN.get(outer, ()):
                return False
            takers, givens = _arguments(taker), _arguments(given)
            return len(takers) == len(givens) and all(map(_takes, takers, givens))
        case _:
            return False


def _arguments(node: ast.Subscript) -> list[ast.expr]:
    return list(node.slice.elts) if isinstance(node.slice, ast.Tuple) else [node.slice]
