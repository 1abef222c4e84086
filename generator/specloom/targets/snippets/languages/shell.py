"""Typed text for bash. Single quotes wherever the shell must not look; double quotes only around a variable."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.model import InexpressibleError, utf8_text
from specloom.text import Printable
from specloom.text.characters import escape_hidden, remove_hidden

__all__ = ["ShComment", "ShJson", "ShString", "ShWord", "ShWords"]

_PLAIN = re.compile(r"[A-Za-z0-9_./:=,+-]+")
_ACTIVE_IN_DOUBLE_QUOTES = re.compile(r'([\\"$`])')


def _has_hidden(text: str) -> bool:
    return "\0" in escape_hidden(text.replace("\n", ""), lambda _: "\0")


def _quoted(text: str) -> str:
    if "\0" in utf8_text(text, "a value"):
        raise InexpressibleError("a value holds the character NUL, which no argument of a program can carry")
    if _has_hidden(text):
        return "$'" + escape_hidden(text.replace("\\", "\\\\").replace("'", "\\'"), _escape) + "'"
    return "'" + text.replace("'", r"'\''") + "'"


def _escape(code: int) -> str:
    """Return the bytes of a character as bash's `$'...'` writes them whatever the locale."""
    names = {0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r"}
    return names.get(code) or "".join(f"\\x{byte:02x}" for byte in chr(code).encode())


class ShString(Printable):
    """One word that bash takes literally."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = _quoted(text)

    def printed(self) -> str:
        return self._text


class ShWord(ShString):
    """A word that needs no quotes where it is plain (`POST`), and is quoted where it is not."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(text)
        if _PLAIN.fullmatch(text):
            self._text = text


class ShWords(Printable):
    """One word with the values of environment variables in it."""

    __slots__ = ("_text",)

    def __init__(self, pieces: Sequence[str | Secret], *, required: bool = False, function: str = "") -> None:
        """`required`: bash itself ends with a message where a variable is not set. `function`: what the values go through."""
        pieces = _merged(pieces)
        literals = [_quoted(piece) for piece in pieces if isinstance(piece, str)]
        if len(literals) == len(pieces):
            self._text = "".join(literals)
        elif any(literal.startswith("$") or "!" in literal for literal in literals):
            # `!` recalls the history of an interactive bash, in double quotes too
            self._text = "".join(
                _quoted(piece) if isinstance(piece, str) else f'"{_value(piece, "", required, function)}"'
                for piece in pieces
            )
        else:
            self._text = _in_double_quotes(pieces, required, function)

    def printed(self) -> str:
        return self._text


def _merged(pieces: Sequence[str | Secret]) -> list[str | Secret]:
    """Return the pieces with neighbouring literals joined."""
    merged: list[str | Secret] = []
    for piece in pieces:
        if isinstance(piece, str) and merged and isinstance(merged[-1], str):
            merged[-1] += piece
        else:
            merged.append(piece)
    return merged


def _in_double_quotes(pieces: Sequence[str | Secret], required: bool, function: str) -> str:
    following = [*(piece if isinstance(piece, str) else "" for piece in pieces[1:]), ""]
    words = (
        _ACTIVE_IN_DOUBLE_QUOTES.sub(r"\\\1", piece)
        if isinstance(piece, str)
        else _value(piece, after, required, function)
        for piece, after in zip(pieces, following, strict=True)
    )
    return '"' + "".join(words) + '"'


def _value(secret: Secret, after: str, required: bool, function: str) -> str:
    if function:
        return f'$({function} "${secret.variable}")'
    if required:
        return f"${{{secret.variable}:?}}"
    return f"${{{secret.variable}}}" if re.match(r"[A-Za-z0-9_\[]", after) else f"${secret.variable}"


class ShJson(Printable):
    """A JSON text as one word, its lines after the first moved right."""

    __slots__ = ("_text",)

    def __init__(self, value: JsonValue, margin: int) -> None:
        self._text = _quoted(JSON.write(value, margin))

    def printed(self) -> str:
        return self._text


class ShComment(Printable):
    """What stands after `# ` on one line."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = " ".join(remove_hidden(text).split())

    def printed(self) -> str:
        return self._text
