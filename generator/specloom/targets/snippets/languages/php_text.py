"""Typed text for PHP, laid out as PSR-12 has it."""

from __future__ import annotations

from collections.abc import Sequence

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_facts import json_facts
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.layout import Layout
from specloom.targets.snippets.languages.model import number_text
from specloom.targets.snippets.languages.wire_text import camel_name, merged_pieces, variable_name
from specloom.text import Printable
from specloom.text.characters import escape_hidden, remove_hidden

__all__ = ["PhpComment", "PhpEnvironment", "PhpJoined", "PhpJson", "PhpString", "PhpText", "PhpVariable"]

_NAMES = {0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r"}
_TAKEN = frozenset({"answer", "body", "boundary", "curl", "status", "this"})
_WIDTH = 120
_END = "TEXT"
_DEEPEST = 100


def _escape(code: int) -> str:
    return _NAMES.get(code) or (f"\\x{code:02x}" if code < 0x80 else f"\\u{{{code:x}}}")


def _string(text: str) -> str:
    """Return a literal: in single quotes, where nothing is special but the quote and the backslash, if it can be."""
    if escape_hidden(text, lambda _: "") == text:
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'"
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("$", "\\$")
    return '"' + escape_hidden(plain, _escape) + '"'


def _number(value: JsonValue) -> str:
    return number_text(value).replace("e+", "e")


_LITERAL = Layout(
    string=_string,
    key=_string,
    number=_number,
    true="true",
    false="false",
    null="null",
    width=_WIDTH,
    step=4,
    opening="[",
    closing="]",
    colon=" => ",
    empty="new stdClass()",
)


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class PhpString(_Text):
    """A string literal."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(_string(text))


class PhpText(_Text):
    """A longer text: as it is between `<<<'TEXT'` and `TEXT` where it has several lines, none of which could be its end."""

    __slots__ = ()

    def __init__(self, text: str, margin: int) -> None:
        lines = text.split("\n")
        is_plain = escape_hidden(text.replace("\n", ""), lambda _: "") == text.replace("\n", "")
        is_safe = not any(line.lstrip().startswith(_END) for line in lines)
        if len(lines) > 1 and is_plain and is_safe:
            super().__init__(f"<<<'{_END}'\n{text}\n{_END}")
        else:
            written = [_string(line) for line in text.splitlines(keepends=True)]
            super().__init__(("\n" + " " * (margin + 4) + ". ").join(written) or "''")


class PhpVariable(_Text):
    """The variable that holds the value of an environment variable."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        found = camel_name(name)
        super().__init__(f"${found}Value" if found in _TAKEN else f"${found}")


class PhpJoined(_Text):
    """Text and variables, joined."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret], *, encoded: bool = False) -> None:
        """`encoded`: percent-encode the variables' values, for a URL."""
        written = (
            _string(piece)
            if isinstance(piece, str)
            else f"rawurlencode({PhpVariable(piece.variable).printed()})"
            if encoded
            else PhpVariable(piece.variable).printed()
            for piece in merged_pieces(pieces)
        )
        super().__init__(" . ".join(written) or "''")


class PhpJson(_Text):
    """A JSON text: made of an array when the snippet runs, or as it is where PHP's values are not those of JSON."""

    __slots__ = ()

    def __init__(self, value: JsonValue, margin: int) -> None:
        facts = json_facts(value)
        # json_encode takes an array whose keys count from 0 for a list; integers beyond 64 bits become floats.
        is_other = facts.has_half_characters or facts.has_integers_beyond(64) or "0" in facts.keys
        if is_other or facts.depth > _DEEPEST:
            super().__init__(PhpText(JSON.write(value), margin).printed())
        else:
            super().__init__(f"json_encode({_LITERAL.write(value, margin, used=margin + 40)})")


class PhpEnvironment(_Text):
    """The name of an environment variable, in quotes or within a text."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        super().__init__(variable_name(name))


class PhpComment(_Text):
    """What stands after `// ` on one line; `?>` would end the program even there."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(" ".join(remove_hidden(text).replace("?>", "? >").split()))
