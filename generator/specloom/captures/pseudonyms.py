"""Stand-ins for values that another run would not see again: identifiers, times, addresses of people and machines.

A stand-in has the type, the form and the length of what it stands for, and the same value has the same one wherever it stands:
so that the id of an answer is still that of the next request. It is made of the place where the value was first seen and
never of the value itself: the same behaviour, captured again, gives the same stand-ins.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import partial

from specloom.captures.alike import UUID, Maker, alike, email_like, ipv4_like, ipv6_like, ulid_like
from specloom.captures.moments import DAY, MOMENT, as_written, moment_of, shown_epoch, shown_moment
from specloom.captures.shapes import HIDDEN

__all__ = ["MOMENT", "Pseudonyms", "is_id_name", "looks_generated"]

_ID_NAME = re.compile(r"(?:^|_|-|\.)(?:ids?|uuids?|guids?|uid|urn)$|[a-z0-9](?:Ids?|IDs?|Uuid|UUID|Guid|Uid|Urn)$")
_HEX = re.compile(r"\b(?=[0-9a-fA-F]*[0-9])(?=[0-9a-fA-F]*[a-fA-F])(?:[0-9a-f]{16,128}|[0-9A-F]{16,128})\b")
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
_COUNTED = re.compile(r"[A-Za-z]{1,12}[_-][0-9]{1,12}")
_BEFORE_ID = re.compile(r"(?i)(?:/|id[\"']?\s*[=:>]\s*[\"']?)\Z")
"""What stands before an identifier in a text."""
_TRIES = 200
_SHORTEST = 6
"""A known value with fewer characters is replaced where it stands alone, and not inside of a text."""


def is_id_name(name: str) -> bool:
    """Return whether the name of a property or a parameter is that of an identifier."""
    return bool(_ID_NAME.search(name))


def looks_generated(text: str) -> bool:
    """Return whether an identifier may be one that a server made up, and not a short word that a person chose.

    It is a number, or has one at its end (`pet-12`); or eight characters and more, of whatever kind: whether there is a
    digit or a capital among them is chance. Shorter ones have a digit, a capital and a small letter.
    """
    if text.isdecimal() or _COUNTED.fullmatch(text):
        return True
    is_mixed = all(any(map(test, text)) for test in (str.isdigit, str.isupper, str.islower))
    return len(text) >= (5 if is_mixed else 8) and bool(re.fullmatch(r"[\w.~=-]+", text, re.ASCII))


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

    def copy(self) -> Pseudonyms:
        """Return the same stand-ins, to go on from here a second time."""
        return replace(self, known=dict(self.known), sent=set(self.sent), _counts=Counter(self._counts))

    def hide(self, texts: Iterable[str]) -> None:
        """Note what is a secret: nothing but `[hidden]` stands for it, also in a run that goes on where this one stopped."""
        for text in texts:
            self.known[text] = HIDDEN
            self.sent.discard(text)

    @property
    def hidden(self) -> Iterator[str]:
        """What is a secret."""
        return (text for text, shown in self.known.items() if shown == HIDDEN)

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
        return text if text in self.sent else self._kept(text, place, alike)

    def of_email(self, text: str, place: str) -> str:
        """Return what stands for an e-mail address."""
        return text if _is_nobodys(text) or text in self.sent else self._kept(text, place, email_like)

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
        return _EPOCH.sub(partial(self._epoch, place), text)

    def of_time(self, text: str) -> str:
        """Return what stands for a date or a date-time (RFC 3339), in the same form; a text that is neither as it is.

        Times of the run become one moment; later ones keep their distance to it (`shown_moment`); earlier ones stay, for they
        will be the same the next time, and so do those that the scenario sent.
        """
        found = _TIME.fullmatch(text)
        moment = None if found is None else moment_of(found)
        if found is None or moment is None or text in self.known or text in self.known.values():
            return self.known.get(text, text)
        if moment in self._given_moments():
            return text
        later = shown_moment(moment, self.now, found[0][11:].removesuffix(found[8] or ""))
        if later is None:
            return text
        shown = as_written(later, found)
        if shown != text:
            self.known[text] = shown
        return shown

    def of_epoch(self, number: float, *, is_time: bool = False) -> float:
        """Return what stands for a number of seconds or milliseconds since 1970, where it is of the time of the run.

        `is_time`: its name says so; then it may be a time to come.
        """
        shown = shown_epoch(number, self.now, is_time=is_time)
        return number if shown is None else shown

    def _given_moments(self) -> set[datetime | None]:
        """Return the times among what the scenario gives; a server may write them in another form."""
        return {moment_of(found) for found in map(_TIME.fullmatch, self.sent) if found is not None}

    def _http_date(self, text: str) -> str:
        """Return what stands for a time of the run in the form of HTTP (RFC 9110 §5.6.7)."""
        try:
            moment = parsedate_to_datetime(text)
        except ValueError:
            return text
        return format_datetime(MOMENT, usegmt=True) if abs(moment - self.now) < DAY else text

    def _epoch(self, place: str, found: re.Match[str]) -> str:
        """Return what stands for a number in a text that may be a time; as an identifier it is like no other one."""
        shown = self.of_epoch(int(found[0]))
        if shown != int(found[0]) and _BEFORE_ID.search(found.string, max(0, found.start() - 12), found.start()):
            return self._kept(found[0], place, alike)
        return str(shown)

    def _found(self, place: str, made: Maker, found: re.Match[str]) -> str:
        text = found[0]
        if (
            text in self.sent
            or text in self.known.values()
            or _LOOPBACK.match(text)
            or text.lower().endswith((".example", "@example.com"))
        ):
            return text
        return self._kept(text, place, made)

    def _kept(self, text: str, place: str, made: Maker) -> str:
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
        whole = [each for each in self.known if each in text and (len(each) >= _SHORTEST or _COUNTED.fullmatch(each))]
        if whole:
            pattern = "|".join(map(re.escape, sorted(whole, key=len, reverse=True)))
            text = re.sub(rf"(?<![0-9A-Za-z])(?:{pattern})(?![0-9A-Za-z])", lambda found: self.known[found[0]], text)
        return _STEP.sub(lambda found: self.known.get(found[0], found[0]), text) if "/" in text else text


def _is_nobodys(address: str) -> bool:
    """Return whether an address is one for examples (RFC 2606, RFC 5737), or of the machine itself."""
    return bool(_LOOPBACK.match(address)) or address.lower().endswith((".example", "@example.com"))


def _digest(place: str, count: int) -> bytes:
    return hashlib.sha512(f"{place}\0{count}".encode("utf-8", "surrogatepass")).digest()


_FORMS: tuple[tuple[re.Pattern[str], Maker], ...] = (
    (UUID, alike),
    (_ULID, ulid_like),
    (_HEX, alike),
    (_EMAIL, email_like),
    (_IPV4, ipv4_like),
    (_IPV6, ipv6_like),
)
"""What is told by its form wherever it stands, and how it is stood in for."""
