"""The code of an example: a call whose arguments are calls and displays in turn, laid out as black would leave it.

Comes in as typed text; goes out as lines that stand flush left. `room` is what a line has where they are printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from specloom.targets.python.code import Identifier
from specloom.targets.python.literals import PyString
from specloom.text import Printable

__all__ = ["PyCode", "PyDisplay", "PyItem", "PyName", "PyTree", "PyUpload", "names_in", "with_uploads"]

_STEP = "    "


@dataclass(frozen=True, slots=True)
class PyName(Printable):
    """A name, or an attribute of one: `dt.UTC`."""

    parts: tuple[Identifier, ...]

    def printed(self) -> str:
        return ".".join(part.name for part in self.parts)


@dataclass(frozen=True, slots=True)
class PyItem:
    """One argument, element or member; its key is an `Identifier` in a call, and a string in a dict."""

    value: Printable
    key: Printable | None = None

    @property
    def label(self) -> str:
        """What stands before the value."""
        match self.key:
            case None:
                return ""
            case Identifier():
                return f"{self.key.printed()}="
            case _:
                return f"{self.key.printed()}: "


@dataclass(frozen=True, slots=True)
class PyTree(Printable):
    """A call."""

    function: PyName
    items: tuple[PyItem, ...]

    def printed(self) -> str:
        return _flat(self)


@dataclass(frozen=True, slots=True)
class PyDisplay(Printable):
    """A list, dict or tuple."""

    brackets: str
    items: tuple[PyItem, ...]

    def __post_init__(self) -> None:
        if self.brackets not in ("()", "{}", "[]"):
            raise ValueError(f"no brackets: {self.brackets!r}")

    def printed(self) -> str:
        return _flat(self)


@dataclass(frozen=True, slots=True)
class PyUpload(Printable):
    """A file to send: `Path("photo.bin")`."""

    place: PyString
    variable: str
    """The environment variable that holds its path, for code that reads it there."""

    def printed(self) -> str:
        return f"Path({self.place.printed()})"


@dataclass(frozen=True, slots=True)
class PyCode(Printable):
    """A call over as few lines as it needs, none longer than `room` unless a single value is."""

    call: PyTree
    room: int
    target: Identifier | None = None
    """The variable that the result is assigned to."""
    margin: int = 0
    """How far in all lines but the first one are put, which stands where the template has it."""

    def printed(self) -> str:
        before = "" if self.target is None else f"{self.target.printed()} = "
        return f"\n{' ' * self.margin}".join(_lines(self.call, self.room, "", before, ""))


def names_in(code: Printable) -> Iterator[str]:
    """Yield the first part of every name that the code uses: what must be imported, or be there."""
    match code:
        case PyName():
            yield code.parts[0].name
        case PyTree() | PyDisplay():
            if isinstance(code, PyTree):
                yield from names_in(code.function)
            for item in code.items:
                yield from names_in(item.value)
        case PyUpload():
            yield "Path"
        case _:
            return


def with_uploads(code: Printable, written: Callable[[PyUpload], Printable]) -> Printable:
    """Return the code with each file to send written in another way."""
    match code:
        case PyUpload():
            return written(code)
        case PyTree() | PyDisplay():
            return replace(
                code, items=tuple(replace(item, value=with_uploads(item.value, written)) for item in code.items)
            )
        case _:
            return code


def _opening(tree: PyTree | PyDisplay) -> str:
    return f"{tree.function.printed()}(" if isinstance(tree, PyTree) else tree.brackets[0]


def _closing(tree: PyTree | PyDisplay) -> str:
    return ")" if isinstance(tree, PyTree) else tree.brackets[1]


def _inside(tree: PyTree | PyDisplay) -> str:
    inner = ", ".join(f"{item.label}{item.value.printed()}" for item in tree.items)
    is_single = isinstance(tree, PyDisplay) and tree.brackets == "()" and len(tree.items) == 1
    return f"{inner}," if is_single else inner


def _flat(tree: PyTree | PyDisplay) -> str:
    return f"{_opening(tree)}{_inside(tree)}{_closing(tree)}"


def _lines(code: Printable, room: int, indent: str, before: str, after: str) -> list[str]:
    """Return the lines of a value: one; the arguments of a call on one of their own; else an item a line."""
    flat = f"{indent}{before}{code.printed()}{after}"
    if len(flat) <= room or not isinstance(code, (PyTree, PyDisplay)) or not code.items:
        return [flat]
    opening, closing = f"{indent}{before}{_opening(code)}", f"{indent}{_closing(code)}{after}"
    inner = f"{indent}{_STEP}{_inside(code)}"
    if isinstance(code, PyTree) and len(inner) <= room:
        return [opening, inner, closing]
    parts = (_lines(item.value, room, indent + _STEP, item.label, ",") for item in code.items)
    return [opening, *(line for part in parts for line in part), closing]
