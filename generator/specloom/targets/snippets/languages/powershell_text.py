"""Typed text for PowerShell. Single quotes, in which nothing but the quote is special; double ones for what is invisible."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.wire_text import merged_pieces, variable_name
from specloom.text import Printable
from specloom.text.characters import escape_hidden, remove_hidden

__all__ = ["PsComment", "PsEnvironment", "PsJoined", "PsString", "PsText", "PsVariable"]

_NAMES = {0x00: "`0", 0x09: "`t", 0x0A: "`n", 0x0D: "`r"}
_QUOTES = re.compile("['\u2018\u2019\u201a\u201b]")
"""PowerShell takes typographic quotes for plain ones."""
_ACTIVE = re.compile('[`"$\u201c\u201d\u201e]')


def _escape(code: int) -> str:
    return _NAMES.get(code) or f"`u{{{code:x}}}"


def _string(text: str) -> str:
    if escape_hidden(text, lambda _: "") == text:
        return "'" + _QUOTES.sub(r"\g<0>\g<0>", text) + "'"
    return '"' + escape_hidden(_ACTIVE.sub(r"`\g<0>", text), _escape) + '"'


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class PsString(_Text):
    """A string literal."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(_string(text))


class PsText(_Text):
    """A longer text: as it is between `@'` and `'@` where it has several lines, none of which could be its end."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        lines = text.split("\n")
        is_plain = escape_hidden(text.replace("\n", ""), lambda _: "") == text.replace("\n", "")
        is_safe = not any(_QUOTES.match(line.lstrip()) for line in lines)
        super().__init__(f"@'\n{text}\n'@" if len(lines) > 1 and is_plain and is_safe else _string(text))

    @classmethod
    def of_json(cls, value: JsonValue) -> PsText:
        """Return a JSON value as its text."""
        return cls(JSON.write(value))


class PsVariable(_Text):
    """The value of an environment variable."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        super().__init__(f"$env:{variable_name(name)}")


class PsEnvironment(_Text):
    """The name of an environment variable, within a text."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        super().__init__(variable_name(name))


class PsJoined(_Text):
    """Text and variables, joined."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret], *, encoded: bool = False) -> None:
        """`encoded`: percent-encode the variables' values, for a URL."""
        merged = merged_pieces(pieces)
        written = [
            _string(piece)
            if isinstance(piece, str)
            else f"[uri]::EscapeDataString({PsVariable(piece.variable).printed()})"
            if encoded
            else PsVariable(piece.variable).printed()
            for piece in merged
        ]
        if written and not isinstance(merged[0], str) and len(written) > 1:
            written.insert(0, "''")  # what stands first decides what `+` means
        super().__init__(" + ".join(written) or "''")


class PsComment(_Text):
    """What stands after `# ` on one line."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(" ".join(remove_hidden(text).split()))
