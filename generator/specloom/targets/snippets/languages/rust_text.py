"""Typed text for Rust, in the form that rustfmt leaves alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_facts import JsonFacts, json_facts
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.layout import Layout
from specloom.targets.snippets.languages.model import number_text
from specloom.targets.snippets.languages.wire_text import variable_name
from specloom.text import Printable
from specloom.text.characters import escape_hidden, remove_hidden

__all__ = [
    "RustArguments",
    "RustBytes",
    "RustComment",
    "RustFormatted",
    "RustInput",
    "RustJson",
    "RustMethod",
    "RustPairs",
    "RustPart",
    "RustRawJson",
    "RustString",
    "RustText",
    "RustVariable",
    "fits_json_macro",
]

_NAMES = {0x00: r"\0", 0x09: r"\t", 0x0A: r"\n", 0x0D: r"\r"}
_KEYWORDS = (
    "as async await box break const continue crate dyn else enum env extern false fn for form if impl in let loop match "
    "mod move mut pub ref response return self static status struct super trait true try type unsafe use where while "
    "yield"
)
_TAKEN = frozenset(_KEYWORDS.split())
_METHODS = frozenset({"DELETE", "GET", "HEAD", "PATCH", "POST", "PUT"})
_WIDTH = 100
_CALL_WIDTH = 60
"""Of the arguments of a call, or of a chain, on one line."""
_MOST_VALUES = 20
"""In a `json!`: the macro calls itself for each one, and Rust has a limit to that."""


def _escape(code: int) -> str:
    return _NAMES.get(code) or f"\\u{{{code:x}}}"


def _string(text: str) -> str:
    return '"' + escape_hidden(text.replace("\\", "\\\\").replace('"', '\\"'), _escape) + '"'


def _raw(text: str) -> str:
    marks = "#" * (max((len(found) for found in re.findall(r'"(#*)', text)), default=0) + 1)
    return f'r{marks}"{text}"{marks}'


def _raw_argument(text: str, margin: int) -> str:
    return f"\n{' ' * (margin + 4)}{_raw(text)},\n{' ' * margin}"


def _number(value: JsonValue) -> str:
    """Return a number; an integer of more than 32 bits says so."""
    text = number_text(value).replace("e+", "e")
    if isinstance(value, int) and not -(2**31) <= value < 2**31:
        return f"{text}_{'i64' if value < 2**63 else 'u64'}"
    return text


_LITERAL = Layout(
    string=_string,
    key=_string,
    number=_number,
    true="true",
    false="false",
    null="null",
    width=_WIDTH,
    step=4,
)


def fits_json_macro(value: JsonValue) -> bool:
    """Return whether `json!` can hold a value."""
    facts: JsonFacts = json_facts(value)
    is_integer = facts.smallest >= -(2**63) and facts.largest < 2**64
    return is_integer and not facts.has_half_characters and facts.values <= _MOST_VALUES


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class RustString(_Text):
    """A string literal."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(_string(text))


class RustText(_Text):
    """The text of a body: a literal on one line, or a raw one that keeps the lines of a longer text."""

    __slots__ = ()

    def __init__(self, text: str, margin: int) -> None:
        is_plain = escape_hidden(text.replace("\n", ""), lambda _: "") == text.replace("\n", "")
        super().__init__(_raw_argument(text, margin) if "\n" in text and is_plain else _string(text))


class RustBytes(_Text):
    """The bytes of a method, which is ASCII."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(f"b{_string(text)}")


class RustVariable(_Text):
    """The variable that holds the value of an environment variable, borrowed."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        found = variable_name(name).lower()
        is_taken = found in _TAKEN or not found.strip("_")
        super().__init__(f"&{found}_value" if is_taken else f"&{found}")


class RustInput(_Text):
    """The line that reads an environment variable."""

    __slots__ = ()

    def __init__(self, name: str) -> None:
        variable = RustVariable(name).printed()[1:]
        value = f'env::var("{name}").expect("{name} is not set");'
        line = f"    let {variable} = {value}"
        super().__init__(line if len(line) <= _WIDTH else f"    let {variable} =\n        {value}")


class RustFormatted(_Text):
    """A text, with the values of variables in it where there are any."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret]) -> None:
        match pieces:
            case (Secret(variable),):
                super().__init__(RustVariable(variable).printed())
            case _ if any(isinstance(piece, Secret) for piece in pieces):
                written = (
                    piece.replace("{", "{{").replace("}", "}}")
                    if isinstance(piece, str)
                    else f"{{{RustVariable(piece.variable).printed()[1:]}}}"
                    for piece in pieces
                )
                super().__init__(f"format!({_string(''.join(written))})")
            case _:
                super().__init__(_string("".join(piece for piece in pieces if isinstance(piece, str))))


class RustArguments(Printable):
    """The arguments of a call: on one line, or one a line where that is too long."""

    __slots__ = ("_text",)

    def __init__(self, arguments: Sequence[Printable], margin: int) -> None:
        printed = [argument.printed() for argument in arguments]
        line = ", ".join(printed)
        inner = "\n" + " " * (margin + 4)
        fits = len(printed) < 2 or len(line) <= _CALL_WIDTH
        self._text = line if fits else inner + f",{inner}".join(printed) + ",\n" + " " * margin

    def printed(self) -> str:
        return self._text


class RustPart(_Text):
    """A part that is a file, or a text with a content type."""

    __slots__ = ()

    def __init__(self, value: RustString | RustVariable, content_type: str | None) -> None:
        made = (
            f"Part::file({value.printed()})?" if isinstance(value, RustVariable) else f"Part::text({value.printed()})"
        )
        super().__init__(made if content_type is None else f"{made}.mime_str({_string(content_type)})?")


class RustPairs(_Text):
    """Names and values as an array: on one line, or a pair a line where that is too long."""

    __slots__ = ()

    def __init__(self, pairs: Sequence[tuple[str, str]], margin: int) -> None:
        written = [f"({_string(name)}, {_string(value)})" for name, value in pairs]
        line = ", ".join(written)
        inner = "\n" + " " * (margin + 4)
        spread = inner + f",{inner}".join(written) + ",\n" + " " * margin
        super().__init__(f"[{line if len(line) <= _CALL_WIDTH else spread}]")


class RustJson(_Text):
    """A JSON value in a `json!`; its lines after the first begin at `margin`."""

    __slots__ = ()

    def __init__(self, value: JsonValue, margin: int) -> None:
        super().__init__(f"json!({_LITERAL.write(value, margin, used=margin + len('.json(&json!()'))})")


class RustRawJson(_Text):
    """A JSON text as it is."""

    __slots__ = ()

    def __init__(self, value: JsonValue, margin: int) -> None:
        super().__init__(RustText(JSON.write(value), margin).printed())


class RustMethod(_Text):
    """The function of a client for a method: `post`."""

    __slots__ = ()

    def __init__(self, method: str) -> None:
        if not self.knows(method):
            raise ValueError(f"reqwest has no function for {method!r}")
        super().__init__(method.lower())

    @staticmethod
    def knows(method: str) -> bool:
        """Return whether reqwest has a function of its own for the method."""
        return method in _METHODS


class RustComment(_Text):
    """What stands after `// ` on one line."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(" ".join(remove_hidden(text).split()))
