"""Typed text for Ruby. Double quotes throughout, with every `#` that could open an interpolation escaped."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_facts import json_facts
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.layout import Layout
from specloom.targets.snippets.languages.model import number_text
from specloom.targets.snippets.languages.wire_text import variable_name
from specloom.text import Printable
from specloom.text.characters import escape_hidden, remove_hidden

__all__ = [
    "RubyClass",
    "RubyComment",
    "RubyDisposition",
    "RubyFormatted",
    "RubyJson",
    "RubyString",
    "RubyText",
    "RubyVariable",
]

_NAMES = {0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r", 0x1B: r"\e"}
_SYMBOL = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_INTERPOLATION = re.compile(r"#(?=[{$@])")
_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"})
_WIDTH = 100
_DEEPEST = 90


def _escape(code: int) -> str:
    return _NAMES.get(code) or (f"\\x{code:02X}" if code < 0x80 else f"\\u{{{code:x}}}")


def _inner(text: str) -> str:
    plain = text.replace("\\", "\\\\").replace('"', '\\"')
    return escape_hidden(_INTERPOLATION.sub(r"\\#", plain), _escape)


def _string(text: str) -> str:
    return f'"{_inner(text)}"'


def _key(name: str) -> str:
    return name if _SYMBOL.fullmatch(name) else _string(name)


def _number(value: JsonValue) -> str:
    """Return a number; a float of Ruby has digits before its exponent's `e` and after its point."""
    text = number_text(value).replace("e+", "e")
    return re.sub(r"^(-?\d+)e", r"\1.0e", text)


_LITERAL = Layout(
    string=_string,
    key=_key,
    number=_number,
    true="true",
    false="false",
    null="nil",
    width=_WIDTH,
    step=2,
    last_comma="",
)


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class RubyString(_Text):
    """A string literal."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(_string(text))


class RubyText(_Text):
    """A longer text: one literal a line where it has several, the lines after the first at `margin`."""

    __slots__ = ()

    def __init__(self, text: str, margin: int) -> None:
        lines = [_string(line) for line in text.splitlines(keepends=True)]
        super().__init__((" \\\n" + " " * margin).join(lines) if len(lines) > 1 else _string(text))


class RubyVariable(_Text):
    """The value of an environment variable; Ruby itself ends with a message where it is not set."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        super().__init__(f'ENV.fetch("{variable_name(name)}")')


class RubyFormatted(_Text):
    """A string with the values of environment variables in it."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret], *, encoded: bool = False) -> None:
        """`encoded`: percent-encode the variables' values, for a URL."""
        printed = ""
        for index, piece in enumerate(pieces):
            if isinstance(piece, str):
                # A `#` at its end would make an interpolation of the brace that follows.
                printed += (
                    _inner(piece[:-1]) + r"\#" if piece.endswith("#") and index + 1 < len(pieces) else _inner(piece)
                )
            else:
                value = RubyVariable(piece.variable).printed()
                printed += "#{" + (f"ERB::Util.url_encode({value})" if encoded else value) + "}"
        super().__init__(f'"{printed}"')


class RubyDisposition(_Text):
    """The header that names a part, and the file whose path an environment variable holds."""

    __slots__ = ()

    def __init__(self, head: str, variable: str | None) -> None:
        plain = re.sub(r"([\\()#])", r"\\\1", head)
        name = "" if variable is None else f'; filename="#{{File.basename({RubyVariable(variable).printed()})}}"'
        super().__init__(f"%({escape_hidden(plain, _escape)}{name})")


class RubyJson(_Text):
    """A JSON text: made of a hash when the snippet runs, or as it is where Ruby's strings cannot hold it."""

    __slots__ = ()

    def __init__(self, value: JsonValue) -> None:
        facts = json_facts(value)
        if facts.has_half_characters or facts.depth > _DEEPEST:
            super().__init__(RubyText(JSON.write(value), 2).printed())
        else:
            super().__init__(f"JSON.generate({_LITERAL.write(value, used=len('request.body = JSON.generate()'))})")


class RubyClass(_Text):
    """The class of Net::HTTP for a method: `Post`."""

    __slots__ = ()

    def __init__(self, method: str) -> None:
        if not self.knows(method):
            raise ValueError(f"Net::HTTP has no class for {method!r}")
        super().__init__(method.capitalize())

    @staticmethod
    def knows(method: str) -> bool:
        """Return whether Net::HTTP has a class for the method."""
        return method in _METHODS


class RubyComment(_Text):
    """What stands after `# ` on one line."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(" ".join(remove_hidden(text).split()))
