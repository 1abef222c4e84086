"""Times of a run, and what lies ahead of it, as they would be told in any other run."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

__all__ = ["DAY", "MOMENT", "as_written", "moment_of", "shown_epoch", "shown_moment"]

MOMENT = datetime(2024, 1, 15, 9, 30, tzinfo=UTC)
"""What stands for the time of the run."""
DAY = timedelta(days=1)
_HOUR = timedelta(hours=1)
_SLACK = timedelta(minutes=5)
"""What is told without seconds, or by another clock, may lie as much before what was meant."""
_FARTHEST = timedelta(days=366 * 30)
_DAY_BOUNDS = re.compile(r"00:00(?::00(?:\.0+)?)?|23:59(?::59(?:\.[0-9]+)?)?")
_UNITS = (1, 1000, 10**6, 10**9)


def moment_of(found: re.Match[str]) -> datetime | None:
    """Return the moment that a date or date-time names, in UTC where it does not say otherwise; None where there is none."""
    text = found[0].replace(" ", "T").replace("z", "Z")
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def shown_moment(moment: datetime, now: datetime, time: str) -> datetime | None:
    """Return what stands for a moment in a run that began `now`; None where it stays as it is, for it is long past.

    `time`: the time of day as it was written, empty for a date. A date, and the first and the last moment of a day, keep
    their distance in days, whatever the hour of the run; other moments keep it in hours. Always rounded down: the run
    itself takes time, and so what it sees lies a little later than in another run, and not a little earlier.
    """
    if not time or _DAY_BOUNDS.fullmatch(time):
        days = (moment.date() - now.astimezone(moment.tzinfo).date()).days
        if days < -1:
            return None
        if days <= 1:
            return MOMENT
        day = MOMENT.date() + timedelta(days=days)
        return datetime.combine(day, moment.timetz())
    later = moment - now
    if later < -DAY:
        return None
    hours = (later + _SLACK) // _HOUR
    return MOMENT + timedelta(hours=hours) if hours >= DAY // _HOUR else MOMENT


def shown_epoch(number: float, now: datetime, *, is_time: bool) -> float | None:
    """Return what stands for a number of seconds since 1970, or of parts of them; None where it may be something else.

    `is_time`: its name says that it is a time; then it may lie farther ahead than a day.
    """
    for unit in _UNITS if is_time else _UNITS[:2]:
        distance = number / unit - now.timestamp()
        if abs(distance) < DAY.total_seconds() or (is_time and 0 < distance < _FARTHEST.total_seconds()):
            shown = shown_moment(now + timedelta(seconds=distance), now, "of an epoch")
            return None if shown is None else type(number)(int(shown.timestamp()) * unit)
    return None


def as_written(moment: datetime, found: re.Match[str]) -> str:
    """Return a moment in the form of another: with as much of the time, in the same offset.

    Of a fraction of a second three digits are told, however many there are: many servers leave zeros at its end away.
    """
    date = f"{moment:%Y-%m-%d}"
    if found[4] is None:
        return date
    seconds = "" if found[6] is None else f":{moment:%S}"
    fraction = "" if found[7] is None else ".000"
    return f"{date}{found[0][10]}{moment:%H:%M}{seconds}{fraction}{found[8] or ''}"
