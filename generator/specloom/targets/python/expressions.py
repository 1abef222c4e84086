"""Type expressions as values: their text and the names they need, and how they join into unions."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

__all__ = ["Expr", "generic", "join", "literal", "name"]

_BUILTIN = frozenset({"bool", "bytes", "dict", "float", "int", "list", "object", "str", "tuple"})
_LAST = ("None", "Unset")


@dataclass(frozen=True, slots=True)
class Expr:
    """A type: the members of a union, or one type alone."""

    members: tuple[str, ...]

    @property
    def text(self) -> str:
        """The expression on one line."""
        return " | ".join(self.members)

    @property
    def needs(self) -> frozenset[str]:
        """The names that must be imported: `dt`, `Sequence`, `Invoice`."""
        return _names(self.text)


def name(text: str) -> Expr:
    """Return the type that a name stands for."""
    return Expr((text,))


def generic(container: str, *arguments: Expr, tail: str = "") -> Expr:
    """Return `container[arguments]`, with `tail` after them."""
    inner = ", ".join([argument.text for argument in arguments] + ([tail] if tail else []))
    return Expr((f"{container}[{inner}]",))


def literal(values: Iterable[str]) -> Expr:
    """Return `Literal[values]`."""
    return Expr((f"Literal[{', '.join(values)}]",))


def join(*parts: Expr) -> Expr:
    """Return the union of types: each once, all literals in one `Literal`, None and Unset last.

    What another member takes in is left out: `Any` takes in all but Unset, `float` takes in `int`.
    """
    members = dict.fromkeys(member for part in parts for member in part.members)
    if "Any" in members:
        members = {member: None for member in members if member in ("Any", "Unset")}
    if "float" in members:
        members.pop("int", None)
    if len(members) > 1:
        members.pop("Never", None)
    ordered = [member for member in members if member not in _LAST] + [one for one in _LAST if one in members]
    return Expr(tuple(_joined_literals(ordered)))


def _joined_literals(members: list[str]) -> list[str]:
    """Return the members with all literals in the place of the first one."""
    literals = [member for member in members if member.startswith("Literal[")]
    if len(literals) < 2:
        return members
    values = dict.fromkeys(value for member in literals for value in _values(member))
    joined = literal(values).text
    return [joined if member == literals[0] else member for member in members if member not in literals[1:]]


def _values(member: str) -> list[str]:
    """Return the values of a `Literal[...]`; strings among them may hold commas."""
    tree = ast.parse(member, mode="eval").body
    inner = tree.slice if isinstance(tree, ast.Subscript) else tree
    parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
    return [ast.get_source_segment(member, part) or "" for part in parts]


@lru_cache(maxsize=4096)
def _names(text: str) -> frozenset[str]:
    tree = ast.parse(text, mode="eval")
    return frozenset(node.id for node in ast.walk(tree) if isinstance(node, ast.Name)) - _BUILTIN
