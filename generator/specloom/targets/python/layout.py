"""Code over one line or several, as black would leave it: flat where it fits, else one part a line.

Everything printed here is made of typed text; the first line begins where the template stands, and the filter
`indented` moves the others.
"""

from __future__ import annotations

from dataclasses import dataclass

from specloom.targets.python.code import Identifier, TypeExpression
from specloom.targets.python.expressions import Expr
from specloom.text import Printable

__all__ = ["LINE", "PyFlags", "PyGroup", "PyPair", "WideType", "annotation", "subscript"]

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
class WideType(Printable):
    """A type over several lines, inside brackets: on one line between them, or one member of the union a line."""

    before: str
    members: tuple[TypeExpression, ...]
    after: str
    is_split: bool

    def __post_init__(self) -> None:
        TypeExpression(f"{self.before}{' | '.join(member.text for member in self.members)}{self.after}")

    def printed(self) -> str:
        texts = [member.text for member in self.members]
        lines = [texts[0], *(f"| {text}" for text in texts[1:])] if self.is_split else [" | ".join(texts)]
        return "\n".join([self.before, *(f"    {line}" for line in lines), self.after])


def annotation(expression: Expr, *, column: int, after: int, indent: int) -> Printable:
    """Return a type that begins at `column` with `after` columns behind it, on a line indented by `indent`.

    Only a union is put into parentheses; black splits nothing else there.
    """
    flat = TypeExpression(expression.text)
    if column + len(expression.text) + after <= LINE:
        return flat
    if len(expression.members) > 1:
        return _wide("(", expression, ")", indent)
    container, bracket, inner = expression.text.partition("[")
    if bracket and after <= 1:
        return _wide(f"{container}[", Expr((inner[:-1],)), "]", indent)
    return flat if bracket or after <= 1 else _wide("(", expression, ")", indent)


def subscript(container: str, expression: Expr, *, column: int, after: int) -> Printable:
    """Return `container[type]` at the left margin, where black breaks inside the brackets."""
    text = f"{container}[{expression.text}]"
    if column + len(text) + after <= LINE:
        return TypeExpression(text)
    return _wide(f"{container}[", expression, "]", 0)


def _wide(before: str, expression: Expr, after: str, indent: int) -> WideType:
    members = tuple(TypeExpression(member) for member in expression.members)
    return WideType(before, members, after, indent + _STEP + len(expression.text) > LINE)
