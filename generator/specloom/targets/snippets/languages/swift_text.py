"""Typed text for Swift. A backslash opens an interpolation, so none of a text's own is left as it is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.wire_text import camel_name, variable_name
from specloom.text import Printable
from specloom.text.characters import escape_hidden, remove_hidden

__all__ = [
    "SwiftComment",
    "SwiftDisposition",
    "SwiftEnvironment",
    "SwiftFormatted",
    "SwiftString",
    "SwiftText",
    "SwiftVariable",
]

_NAMES = {0x00: r"\0", 0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r"}
_KEYWORDS = (
    "as body boundary break bytes case catch class continue data default defer do else enum extension false for func "
    "guard if import in init internal is let nil operator private protocol public repeat request response return self "
    "static status struct super switch throw throws true try var where while"
)
_TAKEN = frozenset(_KEYWORDS.split())


def _escape(code: int) -> str:
    return _NAMES.get(code) or f"\\u{{{code:x}}}"


def _inner(text: str) -> str:
    return escape_hidden(text.replace("\\", "\\\\").replace('"', '\\"'), _escape)


def _variable(name: str) -> str:
    found = camel_name(name)
    return f"{found}Value" if found in _TAKEN else found


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class SwiftString(_Text):
    """A string literal."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(f'"{_inner(text)}"')


class SwiftText(_Text):
    """A longer text: a raw literal that keeps its lines, where it has several and all of them can be seen."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        is_plain = escape_hidden(text.replace("\n", ""), lambda _: "") == text.replace("\n", "")
        # As many marks as nothing in the text has: behind a quote they would end it, behind a backslash they would act.
        marks = "#" * (max((len(found) for found in re.findall(r'["\\](#*)', text)), default=0) + 1)
        raw = f'{marks}"""\n{text}\n"""{marks}'
        super().__init__(raw if "\n" in text and is_plain else f'"{_inner(text)}"')

    @classmethod
    def of_json(cls, value: JsonValue) -> SwiftText:
        """Return a JSON value as its text."""
        return cls(JSON.write(value))


class SwiftVariable(_Text):
    """The constant that holds the value of an environment variable."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        super().__init__(_variable(name))


class SwiftEnvironment(_Text):
    """The name of an environment variable, within a text."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        super().__init__(variable_name(name))


class SwiftFormatted(_Text):
    """A text, with the values of variables in it where there are any."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret], *, encoded: bool = False) -> None:
        """`encoded`: percent-encode the variables' values, for a URL."""
        encoding = ".addingPercentEncoding(withAllowedCharacters: .alphanumerics)!" if encoded else ""
        match pieces:
            case (Secret(variable),):
                super().__init__(f"{_variable(variable)}{encoding}")
            case _:
                written = (
                    _inner(piece) if isinstance(piece, str) else f"\\({_variable(piece.variable)}{encoding})"
                    for piece in pieces
                )
                super().__init__(f'"{"".join(written)}"')


class SwiftDisposition(_Text):
    """The header that names a part, and the file whose path a constant holds."""

    __slots__ = ()

    def __init__(self, head: str, variable: str | None) -> None:
        path = "" if variable is None else f"\\(URL(fileURLWithPath: {_variable(variable)}).lastPathComponent)"
        name = "" if variable is None else f'; filename=\\"{path}\\"'
        super().__init__(f'"{_inner(head)}{name}\\r\\n"')


class SwiftComment(_Text):
    """What stands after `// ` on one line."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(" ".join(remove_hidden(text).split()))
