"""Type expressions as values: their text and the names they need, and how they join into unions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from specloom.ir.types import Literal, Member, ScalarKind
from specloom.targets.python.literals import PyLiteral

__all__ = ["ANY", "NONE", "UNSET_TYPE", "Expr", "generic", "literal", "name", "union"]


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
    """Return a type that a name stands for; of a dotted name the first part must be in scope."""
    root = text.partition(".")[0]
    return Expr((text,), frozenset() if root in _BUILTIN else frozenset({root}))


def generic(container: str, *arguments: Expr, tail: str = "") -> Expr:
    """Return `container[arguments]`; `tail` is written after them."""
    inner = ", ".join([argument.text for argument in arguments] + ([tail] if tail else []))
    needs = frozenset[str]().union(*(argument.needs for argument in arguments))
    return Expr((f"{container}[{inner}]",), needs | name(container).needs)


def union(parts: Iterable[Expr]) -> Expr:
    """Return the union of types: each once, literals in one `Literal`, None and Unset last; `Any` takes in all others."""
    given = tuple(parts)
    members = dict.fromkeys(member for part in given for member in part.members)
    needs = frozenset[str]().union(*(part.needs for part in given))
    if "Any" in members:
        kept = [member for member in ("Any", "Unset") if member in members]
        return Expr(tuple(kept), frozenset({"Any"}) | (needs & {"Unset"}))
    if len(members) > 1:
        members.pop("Never", None)
    if "float" in members:
        members.pop("int", None)
    last = [member for member in ("None", "Unset") if members.pop(member, member) is None]
    return Expr((*_joined_literals(members), *last), needs - {"Never"} if len(members) > 1 else needs)


def _joined_literals(members: Iterable[str]) -> list[str]:
    """Return the members with all literals in the place of the first one."""
    found = list(members)
    literals = [member for member in found if member.startswith("Literal[")]
    if len(literals) < 2:
        return found
    values = dict.fromkeys(value for member in literals for value in _values(member))
    joined = f"Literal[{', '.join(values)}]"
    return [joined if member == literals[0] else member for member in found if member not in literals[1:]]


def _values(member: str) -> list[str]:
    """Return the values of a `Literal[...]`, which may hold commas inside strings."""
    import ast

    tree = ast.parse(member, mode="eval").body
    inner = tree.slice if isinstance(tree, ast.Subscript) else tree
    parts = inner.elts if isinstance(inner, ast.Tuple) else [inner]
    return [ast.get_source_segment(member, part) or "" for part in parts]


def literal(use: Literal) -> Expr:
    """Return the type of a few values, wider where others may come or where Python has no literal for one."""
    known, beyond = literal_parts(use.members, open=use.open, kind=use.kind)
    parts = [Expr((f"Literal[{', '.join(value.printed() for value in known)}]",), frozenset({"Literal"}))] if known else []
    return union([*parts, beyond])


