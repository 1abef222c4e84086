"""Code over one line or several, as black would leave it: flat where it fits, else one part a line.

Everything printed here is made of typed text; the first line begins where the template stands, and the filter
`indented` moves the others.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass

from specloom.targets.python.code import Identifier, TypeExpression
from specloom.targets.python.expressions import Expr
from specloom.targets.python.literals import PyString
from specloom.text import Printable

__all__ = [
    "LINE",
    "FittedText",
    "FittedType",
    "Indent",
    "PyArguments",
    "PyFlags",
    "PyGroup",
    "PyKeyword",
    "PyPair",
    "annotation",
]

LINE = 88
_STEP = 4
_BRACKETS = ("()", "{}", "[]")


@dataclass(frozen=True, slots=True)
class PyPair(Printable):
    """A member of a dict display."""

    key: Printable
    value: Printable

    def printed(self) -> str:
        return f"{self.key.printed()}: {self.value.printed()}"


@dataclass(frozen=True, slots=True)
class PyKeyword(Printable):
    """A keyword argument."""

    name: Identifier
    value: Printable

    def printed(self) -> str:
        return f"{self.name.name}={self.value.printed()}"


@dataclass(frozen=True, slots=True)
class PyArguments(Printable):
    """The arguments of a call with their brackets: flat where they have room, on a line of their own, or one a line."""

    items: tuple[Printable, ...]
    room: int
    """Columns for the flat form."""
    inside: int
    """Columns for a line between the brackets; 0 for one a line."""

    def printed(self) -> str:
        items = [item.printed() for item in self.items]
        flat = ", ".join(items)
        if len(flat) + 2 <= self.room:
            return f"({flat})"
        lines = [f"    {flat}"] if len(flat) <= self.inside else [f"    {item}," for item in items]
        return "\n".join(["(", *lines, ")"])


@dataclass(frozen=True, slots=True)
class Indent(Printable):
    """Spaces before a line."""

    width: int

    def printed(self) -> str:
        return " " * self.width


@dataclass(frozen=True, slots=True)
class PyFlags(Printable):
    """A call with one argument and flags that are set: `Style("form", explode=True)`."""

    function: Identifier
    argument: Printable
    flags: tuple[Identifier, ...]

    def printed(self) -> str:
        shown = [self.argument.printed(), *(f"{flag.name}=True" for flag in self.flags)]
        return f"{self.function.name}({', '.join(shown)})"


@dataclass(frozen=True, slots=True)
class PyGroup(Printable):
    """A tuple, dict or list display: flat where it has room, else one item a line, with a comma after the last."""

    brackets: str
    items: tuple[Printable, ...]
    room: int
    """Columns for the flat form."""

    def __post_init__(self) -> None:
        if self.brackets not in _BRACKETS:
            raise ValueError(f"no brackets: {self.brackets!r}")

    def printed(self) -> str:
        opened, closed = self.brackets[0], self.brackets[1]
        items = [item.printed() for item in self.items]
        comma = "," if self.brackets == "()" and len(items) == 1 else ""
        flat = f"{opened}{', '.join(items)}{comma}{closed}"
        if len(flat) <= self.room or comma:
            return flat
        return "\n".join([opened, *(f"    {item}," for item in items), closed])


@dataclass(frozen=True, slots=True)
class FittedType(Printable):
    """A type that begins at `column` of a line and has `after` columns behind it.

    Where there is no room for it, it goes over several lines: a union into parentheses, unless it is in brackets already;
    everything else is broken inside its own brackets.
    """

    expression: TypeExpression
    column: int
    after: int
    indent: int
    """Of the line; the printed lines count from there."""
    in_brackets: bool = False
    is_parameter: bool = False
    """Black puts no parentheses around the type of a parameter that is a name alone."""

    def printed(self) -> str:
        text = self.expression.text
        if self.column + len(text) + self.after <= LINE:
            return text
        node = ast.parse(text, mode="eval").body
        width = LINE - self.indent
        match node:
            case ast.BinOp() if self.in_brackets:
                return "\n".join(_inside(text, node, 0, width))
            case ast.BinOp():
                return "\n".join(["(", *_inside(text, node, _STEP, width), ")"])
            case ast.Subscript():
                return "\n".join([f"{_source(text, node.value)}[", *_inside(text, node.slice, _STEP, width), "]"])
            case _:
                return text if self.is_parameter or len(text) > width - _STEP else f"(\n    {text}\n)"


def _lines(text: str, node: ast.expr, indent: int, width: int, before: str, after: str) -> list[str]:
    """Return the lines of a part of a type: one, or those of its brackets where one is too short."""
    flat = f"{' ' * indent}{before}{_source(text, node)}{after}"
    if len(flat) <= width or not isinstance(node, ast.Subscript):
        return [flat]
    opening = f"{' ' * indent}{before}{_source(text, node.value)}["
    return [opening, *_inside(text, node.slice, indent + _STEP, width), f"{' ' * indent}]{after}"]


def _inside(text: str, node: ast.expr, indent: int, width: int) -> list[str]:
    """Return the lines between two brackets: one, or one for each element or each member of the union."""
    flat = " " * indent + (_elements(text, node) if isinstance(node, ast.Tuple) else _source(text, node))
    if len(flat) <= width:
        return [flat]
    if isinstance(node, ast.Tuple):
        return [line for element in node.elts for line in _element(text, element, indent, width)]
    return _members(text, node, indent, width, "")


def _elements(text: str, node: ast.Tuple) -> str:
    return ", ".join(_source(text, element) for element in node.elts)


def _element(text: str, node: ast.expr, indent: int, width: int) -> list[str]:
    if indent + len(_source(text, node)) + 1 <= width:
        return [f"{' ' * indent}{_source(text, node)},"]
    return _members(text, node, indent, width, ",")


def _members(text: str, node: ast.expr, indent: int, width: int, after: str) -> list[str]:
    """Return a line for each member of a union, and what follows the last."""
    members = list(_operands(node))
    found: list[str] = []
    for index, member in enumerate(members):
        before, behind = "| " if index else "", after if index == len(members) - 1 else ""
        found += _lines(text, member, indent, width, before, behind)
    return found


def _operands(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.BinOp):
        yield from _operands(node.left)
        yield node.right
    else:
        yield node


def _source(text: str, node: ast.expr) -> str:
    return ast.get_source_segment(text, node) or ""


@dataclass(frozen=True, slots=True)
class FittedText(Printable):
    """A string that begins at `column`; in parentheses on a line of its own where that makes it fit."""

    text: PyString
    column: int

    def printed(self) -> str:
        text = self.text.printed()
        if self.column + len(text) <= LINE or len(text) + _STEP > LINE:
            return text
        return f"(\n    {text}\n)"


def annotation(expression: Expr, *, column: int, after: int, indent: int, is_parameter: bool = False) -> FittedType:
    """Return a type as an annotation, or as the value of an alias."""
    return FittedType(TypeExpression(expression.text), column, after, indent, is_parameter=is_parameter)
