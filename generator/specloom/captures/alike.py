"""Stand-ins of the same class and length as what they stand for, and nothing else of it: the rest is chance."""

from __future__ import annotations

import hashlib
import re
import string
from collections.abc import Callable, Iterator

__all__ = ["SHORT_NUMBER", "UUID", "Maker", "alike", "email_like", "ipv4_like", "ipv6_like", "ulid_like"]

Maker = Callable[[str, bytes], str]
"""Makes a stand-in of a value's form and of bytes that decide it."""

UUID = re.compile(r"\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b")
SHORT_NUMBER = re.compile(r"[0-9]|[1-9][0-9]{1,4}")
"""A number that counts from 1: how many digits it has is where the count was."""
_SHORT_LENGTH = 4
_PREFIX = re.compile(r"(?:[a-z]{1,12}|[A-Z]{1,12})[_-](?=[0-9A-Za-z]{6}|[0-9]+$)")
_HEX = re.compile(r"[0-9a-f-]+|[0-9A-F-]+")
_GROUP = re.compile(r"[0-9A-Za-z]+")
_PLAIN_GROUP = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|[0-9]+")
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOWER = string.ascii_lowercase + string.digits
_UPPER = string.ascii_uppercase + string.digits


def alike(text: str, digest: bytes) -> str:
    """Return an identifier like another: as long, of digits, of hexadecimal digits, or of letters and digits.

    A prefix that says what it is (`cus_`, `inv-`) stays, and so does the version of a UUID; of its variant one form is taken,
    for two of its bits are chance. Which characters are digits or capitals is chance as well, and so is whether there is
    one. A number of up to five digits becomes one of four.
    """
    numbers = _numbers(digest)
    if UUID.fullmatch(text):
        made = list(_hexadecimal(text, numbers))
        made[14], made[19] = text[14], "8" if text[19] in "89abAB" else made[19]
        return "".join(made)
    if _HEX.fullmatch(text) and not text.replace("-", "").isdecimal() and not _PREFIX.match(text):
        return "".join(_hexadecimal(text, numbers))
    prefix = found[0] if (found := _PREFIX.match(text)) else ""
    rest = text[len(prefix) :]
    if _is_random(rest):
        return prefix + _characters(len(rest), _LOWER, numbers)
    return prefix + _GROUP.sub(lambda group: _group(group[0], numbers), rest)


def ulid_like(text: str, digest: bytes) -> str:
    """Return a ULID."""
    numbers = _numbers(digest)
    return "01" + "".join(_CROCKFORD[next(numbers) % 32] for _ in text[2:])


def email_like(text: str, digest: bytes) -> str:
    """Return an address of nobody."""
    return f"user-{digest.hex()[:6]}@example.com" if text else text


def ipv4_like(text: str, digest: bytes) -> str:
    """Return an address for examples (RFC 5737)."""
    return f"192.0.2.{1 + digest[0] % 254}" if text else text


def ipv6_like(text: str, digest: bytes) -> str:
    """Return an address for examples (RFC 3849)."""
    return f"2001:db8::{digest.hex()[:4].lstrip('0') or '1'}" if text else text


def _numbers(digest: bytes) -> Iterator[int]:
    """Yield numbers that the digest decides, as many as are asked for."""
    while True:
        yield from digest
        digest = hashlib.sha512(digest).digest()


def _hexadecimal(text: str, numbers: Iterator[int]) -> Iterator[str]:
    digits = "0123456789abcdef" if text == text.lower() else "0123456789ABCDEF"
    return (each if each == "-" else digits[next(numbers) % 16] for each in text)


def _is_random(text: str) -> bool:
    """Return whether a text has capitals in the middle of words: then its hyphens and underscores are chance as well."""
    is_mixed = any(map(str.islower, text)) and any(map(str.isupper, text))
    return is_mixed and text.isascii() and not all(_PLAIN_GROUP.fullmatch(group) for group in _GROUP.findall(text))


def _group(text: str, numbers: Iterator[int]) -> str:
    """Return a group of letters and digits like another."""
    if text.isdecimal():
        length = _SHORT_LENGTH if SHORT_NUMBER.fullmatch(text) else len(text)
        return "123456789"[next(numbers) % 9] + _digits(length - 1, numbers)
    return _characters(len(text), _UPPER if text == text.upper() else _LOWER, numbers)


def _digits(length: int, numbers: Iterator[int]) -> str:
    return "".join(string.digits[next(numbers) % 10] for _ in range(length))


def _characters(length: int, alphabet: str, numbers: Iterator[int]) -> str:
    """Return letters and digits, a letter first."""
    return alphabet[next(numbers) % 26] + "".join(alphabet[next(numbers) % 36] for _ in range(length - 1))
