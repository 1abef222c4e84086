"""What got worse: the ledger of a description against one that was committed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from specloom.cli.run import Done
from specloom.diagnostics import Location
from specloom.ir.ledger import Coverage, Covered, LedgerEntry, PartKind
from specloom.ir.ledger_record import Record, RecordedEntry, place_in

__all__ = ["Worse", "find_worse"]

_VARIABLE = re.compile(r"\{[^{}]*\}")
_INDEX = re.compile(r"/\d+(?=/|$)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Worse:
    """One thing that is not as well covered as it was."""

    subject: str
    part: str
    before: str | None
    """`full`, `degraded`; None for a part that was full, or was not there: a committed ledger does not tell them apart."""
    after: str
    """`degraded`, `skipped`; `gone` for an operation that is in the description no longer."""
    reason: str
    rule: str
    origin: Location | None

    @property
    def named(self) -> str:
        """The operation and the part of it."""
        return " ".join(word for word in (self.subject, self.part) if word)


def find_worse(done: Done, before: Record) -> list[Worse]:
    """Return what got worse: schemas first, then operations and webhooks, then those that are gone."""
    return list(_Comparison(done, before).all())


def _shape(subject: str) -> str:
    """Return a subject without the names of variables, which change nothing: `GET /pets/{}`."""
    return _VARIABLE.sub("{}", subject)


def _blurred(place: str) -> str:
    """Return a place without indexes, which move when an element is added before it."""
    return _INDEX.sub("/*", place)


class _Comparison:
    def __init__(self, done: Done, before: Record) -> None:
        self._ledger = done.ledger
        self._root = done.root
        self._excluded = {_shape(each.subject) for each in done.excluded}
        self._covered = {
            kind: {_shape(subject): coverage for subject, coverage in covered.items()}
            for kind, covered in before.covered.items()
        }
        self._captured = before.captured
        self._captured_now = done.captured
        self._names = {kind: list(covered) for kind, covered in before.covered.items()}
        self._entries = [each for each in before.entries if each.kind is not PartKind.KEYWORD]
        self._keywords = [each for each in before.entries if each.kind is PartKind.KEYWORD]

    def all(self) -> Iterator[Worse]:
        schemas = list(self._schemas())
        yield from map(_told_of_schema, schemas)
        known = {(each.code, each.origin) for each in schemas}
        yield from self._parts(known)
        for kind, now in ((PartKind.OPERATION, self._ledger.operations), (PartKind.WEBHOOK, self._ledger.webhooks)):
            yield from self._gone(kind, now)
        yield from self._uncaptured()

    def _schemas(self) -> Iterator[LedgerEntry]:
        """Yield the keywords that came through better before. One that only moved in a list is no other one."""
        exact = {(each.part, place) for each in self._keywords for place in each.places}
        left = Counter((part, _blurred(place)) for part, place in exact)
        fresh: list[LedgerEntry] = []
        for entry in self._ledger.entries:
            if entry.kind is PartKind.KEYWORD:
                place = place_in(entry.origin, self._root)
                if (entry.part, place) in exact:
                    left[entry.part, _blurred(place)] -= 1
                else:
                    fresh.append(entry)
        for entry in fresh:
            key = (entry.part, _blurred(place_in(entry.origin, self._root)))
            left[key] -= 1
            if left[key] < 0:
                yield entry

    def _parts(self, known: Collection[tuple[str, Location]]) -> Iterator[Worse]:
        """Yield what is newly lost in an operation or a webhook; what a schema told already counts once, there."""
        lost = {(_shape(each.subject), each.part, each.rule): each for each in self._entries}
        told: set[tuple[str, str, str]] = set()
        for entry in self._ledger.entries:
            key = (_shape(entry.subject), entry.part, entry.code)
            if entry.kind is PartKind.KEYWORD or (entry.code, entry.origin) in known or key in told:
                continue
            earlier = lost.get(key)
            if earlier is not None and earlier.coverage.rank >= entry.coverage.rank:
                continue
            if self._was_left_out(entry):
                continue
            told.add(key)
            yield self._told(entry, earlier)

    def _was_left_out(self, entry: LedgerEntry) -> bool:
        """Return whether the whole operation was left out before: any part that is there now is better than that."""
        shape = _shape(entry.subject)
        found = [covered.get(shape) for covered in self._covered.values()]
        return Coverage.SKIPPED in found and bool(entry.part)

    def _told(self, entry: LedgerEntry, earlier: RecordedEntry | None) -> Worse:
        before = earlier.coverage if earlier else self._before(entry)
        return Worse(
            subject=entry.subject,
            part=entry.part,
            before=before.value if before else None,
            after=entry.coverage.value,
            reason=entry.reason,
            rule=entry.code,
            origin=entry.origin,
        )

    def _before(self, entry: LedgerEntry) -> Coverage | None:
        """Return what was said of a whole operation; nothing is, of a part that was full."""
        shape = _shape(entry.subject)
        return next((covered[shape] for covered in self._covered.values() if shape in covered and not entry.part), None)

    def _gone(self, kind: PartKind, now: tuple[Covered, ...]) -> Iterator[Worse]:
        there = {_shape(each.subject) for each in now} | self._excluded
        for subject in self._names[kind]:
            coverage = self._covered[kind][_shape(subject)]
            is_told = f"every operation of {_shape(subject).partition(' ')[2]}" in there
            if _shape(subject) not in there and coverage is not Coverage.SKIPPED and not is_told:
                reason = "the description has it no longer"
                yield Worse(
                    subject=subject, part="", before=coverage.value, after="gone", reason=reason, rule="", origin=None
                )

    def _uncaptured(self) -> Iterator[Worse]:
        """Yield the answers that there was a capture of, and is none now; a whole operation that is gone tells it all."""
        if self._captured_now is None:
            return
        now = {_shape(each.subject): each for each in self._captured_now.operations}
        for subject, answers in self._captured.items():
            missing = now[_shape(subject)].missing if _shape(subject) in now else ()
            for answer in answers:
                if answer in missing:
                    yield Worse(
                        subject=subject,
                        part=f"capture of {answer}",
                        before="full",
                        after="gone",
                        reason="there is no capture of it any more",
                        rule="",
                        origin=None,
                    )


def _told_of_schema(entry: LedgerEntry) -> Worse:
    return Worse(
        subject="",
        part=entry.part,
        before=None,
        after=entry.coverage.value,
        reason=entry.reason,
        rule=entry.code,
        origin=entry.origin,
    )
