"""Changes that the config accepts, each with a reason and a day after which it accepts them no longer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase

from specloom.changes.model import Change
from specloom.config.job import Waiver
from specloom.diagnostics import Diagnostics, codes

__all__ = ["Waived", "waive"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Waived:
    """Changes, with and without those that are accepted."""

    left: tuple[Change, ...]
    dropped: tuple[tuple[Change, Waiver], ...]


def waive(changes: Iterable[Change], waivers: Sequence[Waiver], today: date, diagnostics: Diagnostics) -> Waived:
    """Take out what is accepted today; report waivers that have run out, and those that accept nothing."""
    left: list[Change] = []
    dropped: list[tuple[Change, Waiver]] = []
    used: set[Waiver] = set()
    for change in changes:
        waiver = next((each for each in waivers if _fits(each, change)), None)
        if waiver is not None:
            used.add(waiver)
        if waiver is None or waiver.until < today:
            left.append(change)
        else:
            dropped.append((change, waiver))
    for waiver in waivers:
        if waiver.until < today and waiver in used:
            diagnostics.report(codes.WAIVER_EXPIRED, waiver.origin, rule=waiver.rule, until=waiver.until.isoformat())
        elif waiver not in used:
            diagnostics.report(codes.WAIVER_UNUSED, waiver.origin, rule=waiver.rule)
    return Waived(left=tuple(left), dropped=tuple(dropped))


def _fits(waiver: Waiver, change: Change) -> bool:
    return fnmatchcase(change.rule, waiver.rule) and fnmatchcase(
        f"{change.subject} {change.place}".strip(), waiver.subject
    )
