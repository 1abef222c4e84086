"""Readable text for strings without an example: by format, by name, by pattern. The same input gives the same text."""

from __future__ import annotations

import base64
import itertools
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from specloom.calls.pattern_text import candidates
from specloom.calls.schema_text import satisfies, usable_pattern
from specloom.ir.types import Bounds

__all__ = ["readable", "text_for"]

_MAX_LENGTH = 20_000
_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")
_IDENTIFYING = frozenset({"id", "uuid", "guid", "key", "ref", "token", "identifier", "sha"})
_UNINFLECTED = ("ss", "us", "is")

_FORMATS: dict[str, Callable[[str, int], str]] = {
    "date": lambda _, n: f"2024-01-{15 + n % 14:02}",
    "date-time": lambda _, n: f"2024-01-{15 + n % 14:02}T09:30:00Z",
    "time": lambda _, n: f"09:{(30 + n) % 60:02}:00Z",
    "duration": lambda _, n: f"P{1 + n}D",
    "uuid": lambda _, n: f"123e4567-e89b-42d3-a456-{426614174000 + n}",
    "email": lambda _, n: f"user{n + 1 if n else ''}@example.com",
    "idn-email": lambda _, n: f"user{n + 1 if n else ''}@example.com",
    "hostname": lambda _, n: f"host{n + 1 if n else ''}.example.com",
    "idn-hostname": lambda _, n: f"host{n + 1 if n else ''}.example.com",
    "ipv4": lambda _, n: f"192.0.2.{1 + n % 250}",
    "ipv6": lambda _, n: f"2001:db8::{1 + n % 9999}",
    "uri": lambda word, _: f"https://example.com/{word}",
    "url": lambda word, _: f"https://example.com/{word}",
    "iri": lambda word, _: f"https://example.com/{word}",
    "uri-reference": lambda word, _: f"/{word}",
    "iri-reference": lambda word, _: f"/{word}",
    "uri-template": lambda word, _: f"https://example.com/{word}/{{id}}",
    "json-pointer": lambda word, _: f"/{word}",
    "relative-json-pointer": lambda word, n: f"{n}/{word}",
    "regex": lambda word, _: f"^{word}$",
    "byte": lambda word, _: base64.b64encode(word.encode()).decode(),
    "base64": lambda word, _: base64.b64encode(word.encode()).decode(),
    "base64url": lambda word, _: base64.urlsafe_b64encode(word.encode()).decode().rstrip("="),
    "decimal": lambda _, n: f"{10 + n}.50",
    "number": lambda _, n: f"{1 + n}.5",
    "integer": lambda _, n: str(1 + n),
    "int32": lambda _, n: str(1 + n),
    "int64": lambda _, n: str(1 + n),
    "double": lambda _, n: f"{1 + n}.5",
    "float": lambda _, n: f"{1 + n}.5",
    "password": lambda word, _: f"example-{word}",
}
_TRIALS = 400


@lru_cache(maxsize=4096)
def text_for(name: str, ordinal: int, bounds: Bounds, format_name: str | None) -> str | None:
    """Return a text for a string of this name that keeps to its bounds and format; None where none was found.

    Strings with different ordinals differ wherever that is possible.
    """
    low, high = bounds.min_length or 0, bounds.max_length
    fitting = (
        text
        for text in itertools.islice(_candidates(name, ordinal, bounds, format_name), _TRIALS)
        if low <= len(text) <= (_MAX_LENGTH if high is None else high) and satisfies(text, bounds.pattern, format_name)
    )
    # A pattern whose texts do not depend on the ordinal: the n-th fitting text in place of the first.
    skipped = ordinal if bounds.pattern is not None else 0
    found = list(itertools.islice(fitting, skipped + 1))
    return found[-1] if found else None


def readable(name: str, ordinal: int = 0) -> str:
    """Return words with hyphens made of a wire name: `workspace-id-1` of `workspaceId`. Never empty, ASCII, safe in a path."""
    words = [word.lower() for word in _WORD.findall(name)][:6]
    if not words:
        words = ["value"]
    numbered = ordinal > 0 or words[-1] in _IDENTIFYING
    return "-".join(words) + (f"-{ordinal + 1}" if numbered else "")


def singular(name: str) -> str:
    """Return the name of one item of a list: `tag` of `tags`, `entry` of `entries`."""
    lower = name.lower()
    if lower.endswith("ies") and len(name) > 4:
        return name[:-3] + "y"
    if lower.endswith(("sses", "xes", "ches", "shes")):
        return name[:-2]
    if lower.endswith("s") and len(name) > 3 and not lower.endswith(_UNINFLECTED):
        return name[:-1]
    return name


def _candidates(name: str, ordinal: int, bounds: Bounds, format_name: str | None) -> Iterator[str]:
    word = readable(name, ordinal)
    low, high = bounds.min_length or 0, bounds.max_length
    form = _FORMATS.get(format_name or "")
    if form is not None:
        yield form(word, ordinal)
        yield form("a", ordinal)
    elif word.split("-")[-1] == "email" and bounds.pattern is None:
        yield _FORMATS["email"](word, ordinal)
    if bounds.pattern is not None:
        if usable_pattern(bounds.pattern) is None:  # nothing can be checked, so what probably matches comes first
            yield from candidates(bounds.pattern, (low, high), ordinal + 1)
        yield from _spellings(word)
    yield _sized(word, ordinal, low, high)
    if bounds.pattern is not None:
        yield from candidates(bounds.pattern, (low, high), ordinal + 1)


def _spellings(word: str) -> Iterator[str]:
    """Other ways to write the same words, since patterns of identifiers ask for one of them."""
    parts = word.split("-")
    yield from (word, "_".join(parts), "".join(parts), ".".join(parts), parts[0])
    yield from (word.upper(), "_".join(parts).upper(), "".join(part.capitalize() for part in parts))


def _sized(word: str, ordinal: int, low: int, high: int | None) -> str:
    """Return the text cut or repeated to a permitted length; its end, which tells it from others, is kept."""
    if len(word) < low <= _MAX_LENGTH:
        word = (f"{word}-" * (low // (len(word) + 1) + 1))[:low]
        return word[:-1] + "x" if word.endswith("-") else word
    if high is not None and len(word) > high:
        tail = str(ordinal + 1) if ordinal else ""
        return (word[: max(high - len(tail), 0)].rstrip("-") + tail)[:high] or "x"[:high]
    return word
