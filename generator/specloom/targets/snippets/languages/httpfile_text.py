"""Typed text for `.http` files, whose only syntax inside a text is `{{...}}` and the beginning of a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from specloom.calls.model import Secret
from specloom.ir.types import JsonValue
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.model import InexpressibleError, utf8_text
from specloom.text import Printable
from specloom.text.characters import remove_hidden

__all__ = ["HttpBody", "HttpComment", "HttpJson", "HttpMethod", "HttpValue"]

_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE"})
_ACTIVE_LINE = re.compile(r"^\s*(?:#|//|@|>|<[@\s])", re.MULTILINE)
"""Comments, separators, variables of a file, scripts, files."""


def _plain(text: str, what: str) -> str:
    if "{{" in text:
        raise InexpressibleError(f"{what} holds {{{{, which begins a variable")
    if "\n" in text or utf8_text(text, what) != remove_hidden(text):
        raise InexpressibleError(f"{what} holds a character that cannot be seen, and a .http file has no escapes")
    return text


def _variable(name: str) -> str:
    if not _VARIABLE.fullmatch(name):
        raise ValueError(f"not the name of an environment variable: {name!r}")
    return f"{{{{$processEnv {name}}}}}"


class _Text(Printable):
    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text


class HttpMethod(_Text):
    """A method; editors know those of HTTP itself, and take any other word for a URL."""

    __slots__ = ()

    def __init__(self, method: str) -> None:
        if method not in _METHODS:
            raise InexpressibleError(f"editors do not know the method {method}")
        super().__init__(method)


class HttpValue(_Text):
    """A part of one line, with the values of environment variables in it."""

    __slots__ = ()

    def __init__(self, pieces: Sequence[str | Secret], what: str) -> None:
        """`what`: of what it is a part, for the reason of a refusal."""
        for before, after in pairwise(pieces):
            if isinstance(before, str) and isinstance(after, Secret) and before.endswith("{"):
                raise InexpressibleError(f"{what} holds {{{{, which begins a variable")
        super().__init__(
            "".join(_plain(piece, what) if isinstance(piece, str) else _variable(piece.variable) for piece in pieces)
        )


class HttpBody(_Text):
    """A text as a body: its lines as they are, none of which may mean something to an editor."""

    __slots__ = ()

    def __init__(self, text: str, what: str) -> None:
        """`what`: the body, or a part of it, for the reason of a refusal."""
        lines = [_plain(line, what) for line in text.split("\n")]
        if text != text.strip():
            raise InexpressibleError(f"{what} begins or ends with blanks, which editors drop")
        if _ACTIVE_LINE.search(text):
            raise InexpressibleError(f"{what} has a line that means something to an editor")
        super().__init__("\n".join(lines))


class HttpJson(_Text):
    """A JSON text: `{{` in one can only stand in a string, where it is escaped."""

    __slots__ = ()

    def __init__(self, value: JsonValue) -> None:
        super().__init__(JSON.write(value).replace("{{", "{\\u007b"))


class HttpComment(_Text):
    """What stands after `# ` on one line: no variable, and no setting such as `@name`."""

    __slots__ = ()

    def __init__(self, text: str) -> None:
        super().__init__(" ".join(remove_hidden(text).split()).replace("{{", "{ {"))
