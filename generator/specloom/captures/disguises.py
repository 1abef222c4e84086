"""A text as those read it who decode it: percent-encoding, entities of HTML, escapes of JSON and JavaScript, hex and base64.

Each reading knows where in the text its characters stand, so that what is found in it can be taken out of the text.
"""

from __future__ import annotations

import base64
import binascii
import html
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

__all__ = ["Reading", "blobs", "compact_base64", "compact_hex", "decoded_fully", "readings"]

_MOST_ROUNDS = 6
_MOST_BLOBS = 300
_ESCAPE = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2})+)"
    r"|(?P<entity>&(?:#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,30});?)"
    r"|(?P<units>(?:\\u[0-9A-Fa-f]{4})+)"
    r"|(?P<code>\\x[0-9A-Fa-f]{2}|\\u\{[0-9A-Fa-f]{1,6}\})"
    r"|(?P<mark>\\[\"'\\/bfnrt])"
)
_MARKS = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_LAST_CHARACTER = 0x10FFFF
_SEPARATORS_OF_HEX = re.compile(r"[\s:,_-]+|0x|\\x", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,40000}={0,2}")
_HEX = re.compile(r"(?:[0-9a-f]{2}){4,20000}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text comes to."""

    text: str
    starts: Sequence[int]
    """Where in the text itself each character begins."""
    ends: Sequence[int]
    """And where it ends."""

    def span(self, found: re.Match[str]) -> tuple[int, int]:
        """Return where in the text itself stands what was found in this reading."""
        return self.starts[found.start()], self.ends[found.end() - 1]


def readings(text: str) -> Iterator[Reading]:
    """Yield the text as it is, then decoded once, twice, as long as there is something to decode."""
    reading: Reading | None = Reading(text, range(len(text)), range(1, len(text) + 1))
    for _ in range(_MOST_ROUNDS):
        if reading is None:
            return
        yield reading
        reading = _decoded(reading)


def decoded_fully(text: str) -> Iterator[str]:
    """Yield what a text becomes each time that it is decoded."""
    return (reading.text for reading in readings(text))


def compact_hex(reading: Reading) -> Reading:
    """Return a reading without what stands between the digits of hexadecimal bytes."""
    return _replaced(reading, _SEPARATORS_OF_HEX, lambda _: ())


def compact_base64(reading: Reading) -> Reading:
    """Return a reading without the white space by which base64 is put in lines."""
    return _replaced(reading, _SPACE, lambda _: ())


def blobs(reading: Reading) -> Iterator[tuple[re.Match[str], str]]:
    """Yield what stands in hex or base64 and is a text, with that text."""
    for pattern, decode in ((_HEX, bytes.fromhex), (_BASE64, _from_base64)):
        for count, found in enumerate(pattern.finditer(reading.text)):
            if count == _MOST_BLOBS:
                break
            text = _text(decode, found[0])
            if text:
                yield found, text


def _text(decode: Callable[[str], bytes], encoded: str) -> str:
    """Return the text that is encoded; empty where it is none that anybody would write."""
    try:
        text = decode(encoded).decode("utf-8")
    except (ValueError, binascii.Error):
        return ""
    return text if all(character.isprintable() or character.isspace() for character in text) else ""


def _from_base64(text: str) -> bytes:
    plain = text.rstrip("=").replace("-", "+").replace("_", "/")
    return base64.b64decode(plain + "=" * (-len(plain) % 4), validate=True)


def _decoded(reading: Reading) -> Reading | None:
    """Return what a reading becomes when it is decoded once more; None where there is nothing to decode."""
    found = _replaced(reading, _ESCAPE, _characters)
    return None if found.text == reading.text else found


_Pieces = Sequence[tuple[str, int]]
"""Characters, and how many characters each of them was."""


def _replaced(reading: Reading, pattern: re.Pattern[str], made: Callable[[re.Match[str]], _Pieces]) -> Reading:
    """Return a reading with other characters in the place of what a pattern finds."""
    pieces: list[str] = []
    starts, ends = list[int](), list[int]()
    last = 0

    def keep(start: int, end: int) -> None:
        pieces.append(reading.text[start:end])
        starts.extend(reading.starts[start:end])
        ends.extend(reading.ends[start:end])

    for found in pattern.finditer(reading.text):
        keep(last, found.start())
        at = found.start()
        for character, length in made(found):
            pieces.append(character)
            starts.append(reading.starts[at])
            ends.append(reading.ends[at + length - 1])
            at += length
        last = found.end()
    if not last:
        return reading
    keep(last, len(reading.text))
    return Reading("".join(pieces), starts, ends)


def _characters(found: re.Match[str]) -> _Pieces:
    """Return what an escape stands for."""
    text = found[0]
    match found.lastgroup:
        case "percent":
            data = bytes.fromhex(text.replace("%", ""))
            return [(each, 3 * _size(each)) for each in data.decode("utf-8", "surrogateescape")]
        case "units":
            units = bytes.fromhex(text.replace("\\u", ""))
            decoded = units.decode("utf-16-be", "surrogatepass")
            return [(each, 12 if ord(each) > 0xFFFF else 6) for each in decoded]
        case "code":
            code = int(text.strip("\\xu{}"), 16)
            return [(chr(code) if code <= _LAST_CHARACTER else text[0], len(text))]
        case "mark":
            return [(_MARKS.get(text[1], text[1]), 2)]
        case _:
            decoded = html.unescape(text)
            if len(decoded) == 1:
                return [(decoded, len(text))]
            return [(each, 1) for each in text]


def _size(character: str) -> int:
    return len(character.encode("utf-8", "surrogateescape"))
