"""Texts that look like secrets: tokens, keys, numbers of cards, by their shape or by how little of them could be guessed."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator

from specloom.captures.markup import hide_markup
from specloom.captures.names import is_secret_name

__all__ = ["HIDDEN", "hide_shapes", "unlikely_tokens"]

_SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "pem",
        re.compile(
            r"-----BEGIN [A-Z0-9 ]{3,40}-----[A-Za-z0-9+/=\s\\nr]{0,20000}?(?:-----END [A-Z0-9 ]{3,40}-----|\Z)"
        ),
    ),
    ("jwt", re.compile(r"\beyJ[A-Za-z0-9_-]{6,}\.[A-Za-z0-9_-]{4,}(?:\.[A-Za-z0-9_-]*){0,3}")),
    (
        "bearer",  # and not `basic authentication`: a plain word is no token
        re.compile(
            r"\b(?i:bearer|token|basic|negotiate|digest)\s+(?![A-Za-z]?[a-z]+(?![A-Za-z0-9+/_~=]))[A-Za-z0-9+/._~=-]{8,}"
        ),
    ),
    ("aws-key", re.compile(r"\b(?:AKIA|ASIA|AGPA|AIDA|AROA|ANPA)[A-Z0-9]{16}\b")),
    (
        "vendor-token",
        re.compile(
            r"\b(?:gh[pousr]_|github_pat_|glpat-|xox[abprs]-|sk_live_|sk_test_|rk_live_|pk_live_)[A-Za-z0-9_-]{10,}"
        ),
    ),
    (
        "vendor-token",
        re.compile(
            r"\b(?:AIza[A-Za-z0-9_-]{30,}|ya29\.[A-Za-z0-9_-]{10,}|SG\.[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}|sk-[A-Za-z0-9-]{20,}|npm_[A-Za-z0-9]{20,})"
        ),
    ),
    ("userinfo", re.compile(r"(?<=://)[^\s/@:\"'<>]{1,200}:[^\s/@\"'<>]{1,200}(?=@)")),
)
_ASSIGNMENT = re.compile(
    r"(?<![A-Za-z0-9_.-])(?P<name>[A-Za-z0-9_][A-Za-z0-9_.-]{1,80})"
    r"(?P<is>(?P<after>\\*[\"'])?\s*(?:=>?|:=|%3D|%253D|:(?!//))\s*)"
    r"(?!\\*[\"']?(?:\[hidden|%5Bhidden|\$[A-Z_][A-Z0-9_]*(?![A-Za-z0-9])))"
    r"(?:(?P<quote>\\*[\"'])(?P<quoted>(?:(?!(?P=quote))(?:\\.|[^\n])){1,5000})|(?P<bare>(?!(?:null|true|false)\b)[^\s&\"'<>;,)}\]]{3,5000}))"
)
"""`name=value` and the like, as in texts, queries and what is left of JSON."""
_CARD = re.compile(r"(?<![0-9])[2-6][ -]?(?:[0-9][ -]?){11,17}[0-9](?![0-9])")
HIDDEN = "[hidden]"
"""What stands in the place of a secret."""
_VARIABLE = re.compile(r"\$[A-Z_][A-Z0-9_]*")
_DIGIT = re.compile(r"[0-9]")
_LINE_END = re.compile(r"[ \t\r]*(?:\n|\Z)")
_SHORTEST = 20
_WORD = re.compile(r"[A-Za-z0-9+/_=.~-]{20,}")
_PIECE = r"(?:[A-Za-z][a-z]*[0-9]{0,4}|[A-Z]{2,}[0-9]{0,4}|[0-9]{1,6})"
_PLAIN = re.compile(rf"{_PIECE}(?:[._/+=~-]+{_PIECE})*")
"""Words, also with numbers between them, joined by marks: names of hosts, paths, media types."""
_MOST_LIKELY = 3.6
"""Bits per character above which a text of letters and digits is no word: English has 2.5 to 3.5, random base64 above 4."""


def hide_shapes(text: str, learn: Callable[[str], None] = lambda _: None) -> tuple[str, Counter[str]]:
    """Return the text with `[hidden]` in place of what has the shape of a secret, and how many there were of each shape.

    `learn` is told what is hidden because a name says that it is a secret: it is one without the name as well.
    """
    counts = Counter[str]()

    def hidden(secret: str) -> str:
        if secret.strip() in (HIDDEN, "") or _VARIABLE.fullmatch(secret.strip()):
            return secret
        counts["name"] += 1
        learn(secret)
        return HIDDEN

    for rule, pattern in _SHAPES:
        text, count = pattern.subn(HIDDEN, text)
        counts[rule] += count
    shown = _CARD.sub(_without_card, text)
    counts["card"] += shown != text
    return "".join(_unassigned(hide_markup(shown, hidden), hidden)), +counts


def _unassigned(text: str, hide: Callable[[str], str]) -> Iterator[str]:
    """Yield a text, piece by piece, without the values that follow the names of secrets."""
    last = at = 0
    while found := _ASSIGNMENT.search(text, at):
        secret = found["quoted"] or found["bare"]
        is_told = found["quote"] or found["after"] or set("=%") & set(found["is"]) or _DIGIT.search(secret)
        is_line = not text[text.rfind("\n", 0, found.start()) + 1 : found.start()].strip(" -") and _LINE_END.match(
            text, found.end()
        )
        at = found.end("name")
        if (is_told or is_line) and is_secret_name(found["name"]):
            yield text[last : found.end() - len(secret)]
            yield hide(secret)
            last = at = found.end()
    yield text[last:]


def _without_card(digits: re.Match[str]) -> str:
    return HIDDEN if _is_card(digits[0]) else digits[0]


def unlikely_tokens(text: str) -> Iterator[str]:
    """Yield the words of a text that nobody could guess: long, of letters and digits, without order.

    Steps of a path that are plain words do not count: `/v1/accounts/list/3` is as long as a token, and none.
    """
    for found in _WORD.finditer(text):
        steps = (step.strip(".=-_~") for step in found[0].split("/"))
        word = "/".join(step for step in steps if not _PLAIN.fullmatch(step)).strip("/")
        if len(word) >= _SHORTEST and _is_mixed(word) and _bits(word) > _MOST_LIKELY:
            yield word


def _is_mixed(word: str) -> bool:
    return any(map(str.isdigit, word)) and any(map(str.isalpha, word))


def _bits(word: str) -> float:
    """Return the entropy of a text, in bits per character."""
    return -sum(count / len(word) * math.log2(count / len(word)) for count in Counter(word).values())


def _is_card(text: str) -> bool:
    """Return whether digits end in the check digit of a payment card (Luhn; ISO/IEC 7812-1)."""
    digits = [int(character) for character in text if character.isdigit()]
    if len(set(digits)) < 3:
        return False
    doubled = [digit if index % 2 == 0 else sum(divmod(2 * digit, 10)) for index, digit in enumerate(reversed(digits))]
    return sum(doubled) % 10 == 0
