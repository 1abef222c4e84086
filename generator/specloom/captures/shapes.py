"""Texts that look like secrets: tokens, keys, numbers of cards, by their shape or by how little of them could be guessed."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator

__all__ = ["HIDDEN", "hide_shapes", "is_secret_name", "unlikely_tokens"]

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
    (
        "assignment",
        re.compile(
            r"(?i)(?<![a-z0-9])(?:[a-z]+[_-])?(?:api[_-]?key|token|secret|password|passwd|passphrase|signature|sig)"
            r"(?:=|[\"']?\s*[:=]\s*[\"']|:\s*(?=\S*[0-9]))(?!\$[A-Z_]|\[hidden|%5Bhidden)[^\s&\"'<>;,)}]{3,}"
        ),
    ),
)
_ELEMENT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})(\s[^<>]{0,500})?>([^<]{1,5000})</\1\s*>")
_CARD = re.compile(r"(?<![0-9])[2-6][ -]?(?:[0-9][ -]?){11,17}[0-9](?![0-9])")
HIDDEN = "[hidden]"
"""What stands in the place of a secret."""
_SECRET_NAME = re.compile(
    r"pass(?:wd|word|phrase|code)|secret|(?:api|access|private|signing|encryption|shared|master|session|auth)key|token$|tokens$|^token"
    r"|authorization|credential|^pwd$|^pin$|^otp$|cvv|cvc|ssn|socialsecurity|^cookie$|^setcookie$|jwt|bearer|sessionid|^sid$|iban|cardnumber"
)
_NO_SECRET_NAME = re.compile(
    r"^(?:has|is|next|previous|prev|page|continuation|cursor)|(?:type|expires?|expiresin|expiry|count|limit|name|url|uri|scopes?)$"
)
_SHORTEST = 20
_WORD = re.compile(r"[A-Za-z0-9+/_=.~-]{20,}")
_PIECE = r"(?:[A-Za-z][a-z]*[0-9]{0,4}|[A-Z]{2,}[0-9]{0,4}|[0-9]{1,6})"
_PLAIN = re.compile(rf"{_PIECE}(?:[._/+=~-]+{_PIECE})*")
"""Words, also with numbers between them, joined by marks: names of hosts, paths, media types."""
_MOST_LIKELY = 3.6
"""Bits per character above which a text of letters and digits is no word: English has 2.5 to 3.5, random base64 above 4."""


def is_secret_name(name: str) -> bool:
    """Return whether the name of a property, a parameter or a header says that its value is a secret."""
    plain = re.sub(r"[^a-z0-9]", "", name.lower())
    return bool(_SECRET_NAME.search(plain)) and not _NO_SECRET_NAME.search(plain)


def hide_shapes(text: str) -> tuple[str, Counter[str]]:
    """Return the text with `[hidden]` in place of what has the shape of a secret, and how many there were of each shape."""
    counts = Counter[str]()
    for rule, pattern in _SHAPES:
        text, count = pattern.subn(HIDDEN, text)
        counts[rule] += count
    for rule, pattern, hidden in (("card", _CARD, _without_card), ("name", _ELEMENT, _without_secret)):
        shown = pattern.sub(hidden, text)
        counts[rule] += shown != text
        text = shown
    return text, +counts


def _without_card(digits: re.Match[str]) -> str:
    return HIDDEN if _is_card(digits[0]) else digits[0]


def _without_secret(element: re.Match[str]) -> str:
    """Return an element of XML or HTML without its text, where its name is that of a secret."""
    name, attributes, _ = element.groups(default="")
    return f"<{name}{attributes}>{HIDDEN}</{name}>" if is_secret_name(name.rpartition(":")[2]) else element[0]


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
