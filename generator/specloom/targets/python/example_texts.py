"""Texts of a known format as the Python objects that stand for them: times, identifiers, decimals, bytes."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import re

from specloom.targets.python.code import Identifier
from specloom.targets.python.example_code import PyItem, PyName, PyTree
from specloom.targets.python.literals import PyBytes, PyLiteral, PyString
from specloom.text import Printable

__all__ = ["UnwritableError", "call", "written_text"]

_DATE = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_TIME = re.compile(
    r"(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.(\d+))?(?:([Zz])|([+-])(\d\d):(\d\d))", re.ASCII
)
"""RFC 3339 §5.6; read here rather than by `fromisoformat`, which takes more from one Python to the next."""
_DIGITS = 6
"""Of a fraction of a second that a `datetime` holds."""
_UUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_DECIMAL = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
_DOTTED = {
    name: PyName(tuple(Identifier(part) for part in name.split(".")))
    for name in ("dt.UTC", "dt.date", "dt.datetime", "dt.timedelta", "dt.timezone", "Decimal", "Path", "UUID")
}


class UnwritableError(ValueError):
    """No value of the type that the client asks for makes this JSON."""


def call(function: str, *arguments: Printable, **named: Printable) -> PyTree:
    """Return the call of a function that is not the document's."""
    items = (*(PyItem(one) for one in arguments), *(PyItem(value, Identifier(key)) for key, value in named.items()))
    return PyTree(_DOTTED[function], items)


def written_text(format_: str | None, text: str) -> Printable:
    """Return a text as the object that its format calls for; most formats call for none."""
    match format_:
        case "date-time":
            return _moment(text)
        case "date":
            return _date(text)
        case "uuid" if _UUID.fullmatch(text):
            return call("UUID", PyString(text))
        case "decimal" if _DECIMAL.fullmatch(text):
            return call("Decimal", PyString(text))
        case "byte":
            return _bytes(text)
        case "uuid" | "decimal":
            raise UnwritableError
        case _:
            return PyString(text)


def _date(text: str) -> Printable:
    found = _DATE.fullmatch(text)
    try:
        day = dt.date(*map(int, found.groups())) if found else None
    except ValueError:
        day = None
    if day is None:
        raise UnwritableError
    return call("dt.date", *(PyLiteral(part) for part in (day.year, day.month, day.day)))


def _moment(text: str) -> Printable:
    """Return an aware time; zeros at the end of its clock are left out."""
    found = _TIME.fullmatch(text)
    if found is None:
        raise UnwritableError
    year, month, day, hour, minute, second = map(int, found.groups()[:6])
    fraction = (found[7] or "").rstrip("0")
    if len(fraction) > _DIGITS:
        raise UnwritableError
    micros = int(fraction.ljust(_DIGITS, "0"))
    try:
        dt.datetime(year, month, day, hour, minute, second, micros, tzinfo=dt.UTC)
    except ValueError as error:
        raise UnwritableError from error
    clock = [hour, minute, second, micros]
    while clock and clock[-1] == 0:
        clock.pop()
    return call("dt.datetime", *(PyLiteral(part) for part in (year, month, day, *clock)), tzinfo=_zone(found))


def _zone(found: re.Match[str]) -> Printable:
    hours, minutes = int(found[10] or 0), int(found[11] or 0)
    if not hours and not minutes:
        return _DOTTED["dt.UTC"]
    if hours > 23 or minutes > 59:
        raise UnwritableError
    sign = -1 if found[9] == "-" else 1
    parts = {"hours": hours, "minutes": minutes}
    given = {name: PyLiteral(sign * part) for name, part in parts.items() if part}
    return call("dt.timezone", call("dt.timedelta", **given))


def _bytes(text: str) -> Printable:
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise UnwritableError from error
    if base64.b64encode(content).decode() != text:
        raise UnwritableError
    return PyBytes(content)
