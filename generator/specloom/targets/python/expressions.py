"""Type expressions as values: their text and the names they need, and how they join into unions."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass

__all__ = ["Expr", "generic", "join", "literal", "name"]

_BUILTIN = frozenset({"None", "bool", "bytes", "dict", "float", "int", "list", "object", "str", "tuple"})
_LAST = ("None", "Unset")


@dataclass(frozen=True, slots=True)
class Expr:
    """A type: the members of a union, or one type alone."""

    members: tuple[str, ...]
    needs: frozenset[str] = frozenset()
    """Names that must be in scope: `dt`, `Sequence`, `Invoice`."""

    @property
    def text(self) -> str:
        """The expression on one line."""
        return " | ".join(self.members)


def name(text: str) -> Expr:
    """Return the type that a name stands for; of a dotted name the first part must be in scope."""
    return Expr((text,), frozenset({text.partition(".")[0]}) - _BUILTIN)


def generic(container: str, *arguments: Expr, tail: str = "") -> Expr:
    """Return `container[arguments]`, with `tail` after them."""
    inner = ", ".join([argument.text for argument in arguments] + ([tail] if tail else []))
    return Expr((f"{container}[{inner}]",), _needs(arguments) | name(container).needs)


def literal(values: Iterable[str]) -> Expr:
    """Return `Literal[values]`."""
    return Expr((f"Literal[{', '.join(values)}]",), frozenset({"Literal"}))


def join(parts: Iterable[Expr]) -> Expr:
    """Return the union of types: each once, all literals in one `Literal`, None and Unset last.

    What another member takes in is left out: `Any` takes in all but Unset, `float` takes in `int`.
    """
    given = tuple(parts)
    members = dict.fromkeys(member for part in given for member in part.members)
    if "Any" in members:
        members = {member: None for member in members if member in ("Any", "Unset")}
    if "float" in members:
        members.pop("int", None)
    if len(members) > 1:
        members.pop("Never", None)
    ordered = [member for member in members if member not in _LAST] + [one for one in _LAST if one in members]
    kept = _joined_literals(ordered)
    return Expr(tuple(kept), frozenset(need for need in _needs(given) if _is_used(need, kept)))


def _needs(parts: Iterable[Expr]) -> frozenset[str]:
    return frozenset(need for part in parts for need in part.needs)


def _is_used(need: str, members: list[str]) -> bool:
    """Return whether a union still mentions a name, now that some of its members are left out."""
    return need not in ("Any", "Never") or any(need in member for member in members)


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
