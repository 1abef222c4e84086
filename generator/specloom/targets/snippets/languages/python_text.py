"""Typed text for Python, in the form that black leaves alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.layout import Layout
from specloom.targets.snippets.languages.model import number_text
from specloom.text import Printable
from specloom.text.characters import escape_hidden, remove_hidden

__all__ = [
    "PyBytes",
    "PyComment",
    "PyFileName",
    "PyFormatted",
    "PyLiteral",
    "PyMethod",
    "PyNumber",
    "PyPath",
    "PyString",
    "PyVariable",
]

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_NAMES = {0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r"}
_WIDTH = 88
"""Columns of a line, for black."""
_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT"})


def _escape(code: int) -> str:
    if code in _NAMES:
        return _NAMES[code]
    if code <= 0xFF:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


def _string(text: str, *, double: bool = False) -> str:
    quote = "'" if not double and text.count('"') > text.count("'") else '"'
    plain = text.replace("\\", "\\\\").replace(quote, "\\" + quote)
    return quote + escape_hidden(plain, _escape) + quote


def _number(value: JsonValue) -> str:
    return number_text(value).replace("e+", "e")


_LITERAL = Layout(
    string=_string, key=_string, number=_number, true="True", false="False", null="None", width=_WIDTH, step=4
)


def _environment(name: str, quote: str) -> str:
    if not _VARIABLE.fullmatch(name):
        raise ValueError(f"not the name of an environment variable: {name!r}")
    return f"os.environ[{quote}{name}{quote}]"


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class PyString(_Text):
    """A string literal."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(_string(text))


class PyBytes(_Text):
    """A text as the bytes of its UTF-8 form, one literal a line where it has several."""

    __slots__ = ()

    def __init__(self, text: str, margin: int) -> None:
        lines = [_string(line) for line in text.splitlines(keepends=True)]
        if len(lines) < 2 or margin + sum(len(line) for line in lines) < _WIDTH // 2:
            super().__init__(f"{_string(text)}.encode()")
        else:
            inner = "\n" + " " * (margin + 4)
            super().__init__(f"({inner}{inner.join(lines)}\n{' ' * margin}).encode()")


class PyVariable(_Text):
    """The value of an environment variable."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        super().__init__(_environment(name, '"'))


class PyFileName(_Text):
    """The name of the variable that holds a file's path, from that of the environment variable."""

    __slots__ = ()

    def __init__(self, variable: str) -> None:
        if not _VARIABLE.fullmatch(variable):
            raise ValueError(f"not the name of an environment variable: {variable!r}")
        # The ending keeps it apart from keywords and from what the file imports.
        super().__init__(variable.lower() if variable.endswith("_FILE") else f"{variable.lower()}_file")


class PyFormatted(_Text):
    """An f-string of text and environment variables."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret], *, encoded: bool = False) -> None:
        """`encoded`: percent-encode the variables' values, for a URL."""
        printed = ""
        for piece in pieces:
            if isinstance(piece, str):
                printed += _string(piece, double=True)[1:-1].replace("{", "{{").replace("}", "}}")
            else:
                value = _environment(piece.variable, "'")
                printed += "{" + (f"quote({value}, safe='')" if encoded else value) + "}"
        super().__init__(f'f"{printed}"')


class PyLiteral(_Text):
    """A JSON value as a literal; its lines after the first begin at `margin`."""

    __slots__ = ()

    def __init__(self, value: JsonValue, margin: int) -> None:
        super().__init__(_LITERAL.write(value, margin, used=margin + len("json=")))


class PyNumber(_Text):
    """An integer."""

    __slots__ = ()

    def __init__(self, number: int) -> None:
        super().__init__(str(number))


class PyPath(_Text):
    """A value inside a JSON object, by the names that lead to it: `page["data"]`, or None where something is missing."""

    __slots__ = ()

    def __init__(self, variable: str, path: Sequence[str], *, required: bool = False) -> None:
        printed = variable
        for place, name in enumerate(path):
            if required:
                printed += f"[{_string(name)}]"
            else:
                printed = f"({printed} or {{}}).get({_string(name)})" if place else f"{printed}.get({_string(name)})"
        super().__init__(printed)


class PyMethod(_Text):
    """The function of requests for a method: `post`."""

    __slots__ = ()

    def __init__(self, method: str) -> None:
        if not self.knows(method):
            raise ValueError(f"requests has no function for {method!r}")
        super().__init__(method.lower())

    @staticmethod
    def knows(method: str) -> bool:
        """Return whether requests has a function of its own for the method."""
        return method in _METHODS


class PyComment(_Text):
    """What stands after `# ` on one line."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(" ".join(remove_hidden(text).split()))
