"""Stand-ins for values that another run would not see again: identifiers, times, addresses of people and machines.

A stand-in has the type, the form and the length of what it stands for, and the same value has the same one wherever it stands:
so that the id of an answer is still that of the next request. It is made of the place where the value was first seen and
never of the value itself: the same behaviour, captured again, gives the same stand-ins.
"""

from __future__ import annotations

import hashlib
import re
import string
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial

__all__ = ["MOMENT", "Pseudonyms", "is_id_name", "looks_generated"]

MOMENT = datetime(2024, 1, 15, 9, 30, tzinfo=UTC)
"""What stands for the time of the run."""

_DAY = timedelta(days=1)
_ID_NAME = re.compile(r"(?:^|_|-|\.)(?:ids?|uuids?|guids?|uid|urn)$|[a-z0-9](?:Ids?|IDs?|Uuid|UUID|Guid|Uid|Urn)$")
_UUID = re.compile(r"\b[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}\b")
_HEX = re.compile(r"\b(?=[0-9a-fA-F]*[0-9])(?=[0-9a-fA-F]*[a-fA-F])(?:[0-9a-f]{24,128}|[0-9A-F]{24,128})\b")
_ULID = re.compile(r"\b0[0-7][0-9A-HJKMNP-TV-Z]{24}\b")
_EMAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[A-Za-z]{2,24}")
_IPV4 = re.compile(
    r"(?<![0-9.])(?:(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])\.){3}(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(?![0-9.])"
)
_IPV6 = re.compile(r"(?<![0-9A-Za-z:])(?:[0-9A-Fa-f]{1,4}:){3,7}[0-9A-Fa-f]{0,4}(?![0-9A-Za-z:])")
_LOOPBACK = re.compile(r"127\.|0\.0\.0\.0|192\.0\.2\.|198\.51\.100\.|203\.0\.113\.")
_TIME = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(\.\d+)?)?(Z|z|[+-]\d\d:?\d\d)?)?")
_TIME_IN_TEXT = re.compile(r"(?<![0-9])\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?(?![0-9])")
_HTTP_DATE = re.compile(r"\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT\b")
_EPOCH = re.compile(r"(?<![0-9A-Za-z.-])[1-9][0-9]{9}(?:[0-9]{3})?(?![0-9A-Za-z.-])")
_STEP = re.compile(r"(?<=/)[0-9]{1,5}(?![^/?#\s\"'<>])")
"""A step of a path that may be an identifier too short to be looked for elsewhere."""
_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_TRIES = 200
_SHORTEST = 6
"""A known value with fewer characters is replaced where it stands alone, and not inside of a text."""

_Maker = Callable[[str, bytes], str]
"""Makes a stand-in of a value's form and of bytes that decide it."""


def is_id_name(name: str) -> bool:
    """Return whether the name of a property or a parameter is that of an identifier."""
    return bool(_ID_NAME.search(name))


def looks_generated(text: str) -> bool:
    """Return whether a text is no word that a person chose: digits alone, or eight characters and more with a digit."""
    return text.isdecimal() or (
        len(text) >= 8 and any(map(str.isdigit, text)) and bool(re.fullmatch(r"[\w.~=-]+", text))
    )


@dataclass(slots=True)
class Pseudonyms:
    """The stand-ins of one run."""

    now: datetime
    """When the run began, aware: times near it are those of the run."""
    known: dict[str, str] = field(default_factory=dict[str, str])
    """What stands for each value, as texts; a run that goes on where it stopped begins with it."""
    sent: set[str] = field(default_factory=set[str])
    """What the scenario itself gives: it is the same in every run, and comes back as it is."""
    _counts: Counter[str] = field(default_factory=Counter[str])

    def knows(self, text: str, *, is_id: bool) -> bool:
        """Return whether a text is the scenario's own, or has a stand-in; a short one only where it is an identifier."""
        return text in self.sent or (text in self.known and (is_id or len(text) >= _SHORTEST))

    def give(self, text: str) -> None:
        """Note a text of a request that nothing stands for."""
        if len(text) >= _SHORTEST and text not in self.known:
            self.sent.add(text)

    def give_time(self, text: str) -> None:
        """Note a text of a request if it is a time that no answer had."""
        if _TIME.fullmatch(text):
            self.give(text)

    def of_id(self, text: str, place: str) -> str:
        """Return what stands for an identifier that was seen at a place (`createInvoice /id`)."""
        return text if text in self.sent else self._kept(text, place, _alike)

    def of_email(self, text: str, place: str) -> str:
        """Return what stands for an e-mail address."""
        return text if _is_nobodys(text) or text in self.sent else self._kept(text, place, _email)

    def of_number(self, number: int, place: str) -> int:
        """Return what stands for an identifier that is a number, with as many digits."""
        found = self.of_id(str(abs(number)), place)
        return int(found) if number >= 0 else -int(found)

    def in_text(self, text: str, place: str) -> str:
        """Return a text with stand-ins for what is known already, and for all that has the form of an identifier or address."""
        text = self._replace_known(text)
        for pattern, made in _FORMS:
            text = pattern.sub(partial(self._found, place, made), text)
        text = _TIME_IN_TEXT.sub(lambda found: self.of_time(found[0]), text)
        text = _HTTP_DATE.sub(lambda found: self._http_date(found[0]), text)
        return _EPOCH.sub(lambda found: str(self.of_epoch(int(found[0]))), text)

    def of_time(self, text: str) -> str:
        """Return what stands for a date or a date-time (RFC 3339), in the same form; a text that is neither as it is.

        Times of the run become one moment; later ones keep their distance to it, in hours; earlier ones stay, for they
        will be the same the next time, and so do those that the scenario sent.
        """
        found = _TIME.fullmatch(text)
        moment = None if found is None else _moment(found)
        if found is None or moment is None or text in self.known or text in self.known.values():
            return self.known.get(text, text)
        if moment < self.now - _DAY or moment in self._given_moments():
            return text
        later = moment - self.now
        hours = 0 if later < _DAY else round(later / timedelta(hours=1))
        shown = _as_written(MOMENT + timedelta(hours=hours), found)
        if shown != text:
            self.known[text] = shown
        return shown

    def of_epoch(self, number: float) -> float:
        """Return what stands for a number of seconds or milliseconds since 1970, where it is of the time of the run."""
        for unit in (1, 1000):
            if abs(number / unit - self.now.timestamp()) < _DAY.total_seconds():
                return type(number)(MOMENT.timestamp() * unit)
        return number

    def _given_moments(self) -> set[datetime | None]:
        """Return the times among what the scenario gives; a server may write them in another form."""
        return {_moment(found) for found in map(_TIME.fullmatch, self.sent) if found is not None}

    def _http_date(self, text: str) -> str:
        """Return what stands for a time of the run in the form of HTTP (RFC 9110 §5.6.7)."""
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return text
        return format_datetime(MOMENT, usegmt=True) if abs(moment - self.now) < _DAY else text

    def _found(self, place: str, made: _Maker, found: re.Match[str]) -> str:
        text = found[0]
        if (
            text in self.sent
            or text in self.known.values()
            or _LOOPBACK.match(text)
            or text.lower().endswith((".example", "@example.com"))
        ):
            return text
        return self._kept(text, place, made)

    def _kept(self, text: str, place: str, made: _Maker) -> str:
        if text in self.known:
            return self.known[text]
        taken = set(self.known.values())
        count = self._counts[place]
        candidate = made(text, _digest(place, count))
        while candidate in taken and count < self._counts[place] + _TRIES:
            count += 1
            candidate = made(text, _digest(place, count))
        self._counts[place] = count + 1
        self.known[text] = candidate
        return candidate

    def _replace_known(self, text: str) -> str:
        """Replace known values that stand in a text by themselves: not those inside of words, and digits only in a path."""
        whole = [value for value in self.known if len(value) >= _SHORTEST and value in text]
        if whole:
            pattern = "|".join(map(re.escape, sorted(whole, key=len, reverse=True)))
            text = re.sub(rf"(?<![0-9A-Za-z])(?:{pattern})(?![0-9A-Za-z])", lambda found: self.known[found[0]], text)
        return _STEP.sub(lambda found: self.known.get(found[0], found[0]), text) if "/" in text else text


def _is_nobodys(address: str) -> bool:
    """Return whether an address is one for examples (RFC 2606, RFC 5737), or of the machine itself."""
    return bool(_LOOPBACK.match(address)) or address.lower().endswith((".example", "@example.com"))


def _digest(place: str, count: int) -> bytes:
    return hashlib.sha512(f"{place}\0{count}".encode("utf-8", "surrogatepass")).digest()


def _numbers(digest: bytes) -> Iterator[int]:
    """Yield numbers that the digest decides, as many as are asked for."""
    while True:
        yield from digest
        digest = hashlib.sha512(digest).digest()


def _alike(text: str, digest: bytes) -> str:
    """Return a text with a digit for each digit and a letter for each letter; what is hexadecimal stays so.

    A prefix that says what it is (`cus_`, `inv-`) stays, and so does the version of a UUID; of its variant one form is taken,
    for two of its bits are chance.
    """
    prefix = found[0] if (found := re.match(r"[A-Za-z]{2,12}[_-](?=[0-9A-Za-z]{6})", text)) else ""
    is_hex = bool(re.fullmatch(r"[0-9a-f-]+|[0-9A-F-]+", text)) and not text.isdecimal()
    hexadecimal = "0123456789abcdef" if text == text.lower() else "0123456789ABCDEF"
    numbers = _numbers(digest)
    made: list[str] = []
    for index, character in enumerate(text[len(prefix) :]):
        if is_hex and character != "-":
            made.append(hexadecimal[next(numbers) % 16])
        elif character.isascii() and character.isdigit():
            made.append("123456789"[next(numbers) % 9] if index == 0 else string.digits[next(numbers) % 10])
        elif character.isascii() and character.isalpha():
            letters = string.ascii_lowercase if character.islower() else string.ascii_uppercase
            made.append(letters[next(numbers) % 26])
        else:
            made.append(character)
    if _UUID.fullmatch(text):
        made[14], made[19] = text[14], "8" if text[19] in "89abAB" else made[19]
    return prefix + "".join(made)


def _ulid(text: str, digest: bytes) -> str:
    numbers = _numbers(digest)
    return "01" + "".join(_CROCKFORD[next(numbers) % 32] for _ in text[2:])


def _email(text: str, digest: bytes) -> str:
    return f"user-{digest.hex()[:6]}@example.com" if text else text


def _ipv4(text: str, digest: bytes) -> str:
    return f"192.0.2.{1 + digest[0] % 254}" if text else text


def _ipv6(text: str, digest: bytes) -> str:
    return f"2001:db8::{digest.hex()[:4].lstrip('0') or '1'}" if text else text


def _moment(found: re.Match[str]) -> datetime | None:
    """Return the moment that a date or date-time names, in UTC where it does not say otherwise; None where there is none."""
    text = found[0].replace(" ", "T").replace("z", "Z")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _as_written(moment: datetime, found: re.Match[str]) -> str:
    """Return a moment in the form of another: with as much of the time, in the same offset."""
    date = f"{moment:%Y-%m-%d}"
    if found[4] is None:
        return date
    between = found[0][10]
    seconds = "" if found[6] is None else f":{moment:%S}"
    fraction = "" if found[7] is None else "." + "0" * (len(found[7]) - 1)
    return f"{date}{between}{moment:%H:%M}{seconds}{fraction}{found[8] or ''}"


_FORMS: tuple[tuple[re.Pattern[str], _Maker], ...] = (
    (_UUID, _alike),
    (_ULID, _ulid),
    (_HEX, _alike),
    (_EMAIL, _email),
    (_IPV4, _ipv4),
    (_IPV6, _ipv6),
)
"""What is told by its form wherever it stands, and how it is stood in for."""
