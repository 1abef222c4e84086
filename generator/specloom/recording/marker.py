"""The name that everything a run makes begins with: the config's prefix, and a word that no other run has."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass, replace

from specloom.captures.exchange import Answered, Exchange, Headers, Sent

__all__ = ["Marker", "new_run"]

_LETTERS = "abcdefghijkmnpqrstuvwxyz23456789"
_LENGTH = 10


def new_run() -> str:
    """Return the id of a new run; it means the same in a URL, a JSON text and a form."""
    first = secrets.choice(_LETTERS[:24])  # so that a name never begins with a digit
    return first + "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Marker:
    """What tells the things of one run from all others."""

    prefix: str
    """Of the config: `specloom-`."""
    run: str

    @property
    def text(self) -> str:
        """The value of `$inputs.prefix`: `specloom-k3x9q2f7ab-`."""
        return f"{self.prefix}{self.run}-" if self.run else self.prefix

    def unmarked(self, exchange: Exchange) -> Exchange:
        """Return an exchange as it would be without the run's own word: the same in every run."""
        sent, answered = exchange.sent, exchange.answered
        return replace(
            exchange,
            sent=Sent(
                method=sent.method,
                url=self._text(sent.url),
                headers=self._headers(sent.headers),
                body=self._bytes(sent.body),
            ),
            answered=Answered(
                status=answered.status, headers=self._headers(answered.headers), body=self._bytes(answered.body)
            ),
            path_values=tuple((name, self._text(value)) for name, value in exchange.path_values),
        )

    def _text(self, text: str) -> str:
        return self._pattern.sub("", text) if self.run else text

    def _bytes(self, body: bytes) -> bytes:
        return re.sub(self._pattern.pattern.encode(), b"", body, flags=re.IGNORECASE) if self.run else body

    @property
    def _pattern(self) -> re.Pattern[str]:
        """The run's own word; and its beginning, behind the prefix, where a server cuts names to a length."""
        beginnings = "|".join(self.run[:length] for length in range(len(self.run) - 1, 0, -1))
        cut = f"|(?<={re.escape(self.prefix)})(?:{beginnings})(?![0-9A-Za-z])" if self.prefix and beginnings else ""
        return re.compile(f"{re.escape(self.run)}-?{cut}", re.IGNORECASE)

    def _headers(self, headers: Headers) -> Headers:
        return tuple((name, self._text(value)) for name, value in headers)
