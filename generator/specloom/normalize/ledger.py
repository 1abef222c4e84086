"""The coverage ledger of what was read: every operation, parameter, media type and keyword, with what became of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from specloom.diagnostics import Location
from specloom.ir.ledger import DOCUMENT, Count, Coverage, Covered, KeywordUse, Ledger, LedgerEntry, PartKind
from specloom.ir.operation import Operation
from specloom.ir.types import Type, TypeDef, TypeId
from specloom.normalize.marks import Mark, Reading
from specloom.normalize.paths import Broken
from specloom.normalize.reach import leading_to, reached_from, references
from specloom.normalize.schemas.annotations import KEYWORDS

__all__ = ["Keywords", "Read", "make_ledger", "with_pages"]

Read = Sequence[Reading | Broken]
"""Operations or webhooks: each as it was read, or as it was left out."""
Keywords = Mapping[Location, Collection[str]]
"""The keys of each schema object in use, by its place."""


def make_ledger(
    document: Reading,
    operations: Read,
    webhooks: Read,
    keywords: Keywords,
    types: Mapping[TypeId, TypeDef],
    marks: Mapping[TypeId, Sequence[Mark]],
) -> Ledger:
    """Return the ledger.

    `document` is what belongs to no operation; `marks` are those of definitions, which count for every part that leads
    to one.
    """
    maker = _Maker(types, marks)
    covered = {
        kind: tuple(sorted((maker.covered(each, kind) for each in read), key=lambda each: each.subject))
        for kind, read in ((PartKind.OPERATION, operations), (PartKind.WEBHOOK, webhooks))
    }
    maker.enter_all(document)
    uses, faulty = _keywords(keywords, maker.seen)
    return Ledger(
        operations=covered[PartKind.OPERATION],
        webhooks=covered[PartKind.WEBHOOK],
        keywords=uses,
        entries=tuple(sorted((*maker.entries, *faulty), key=_order)),
    )


def with_pages(ledger: Ledger, operations: Iterable[Operation]) -> Ledger:
    """Return the ledger with how the lists of operations go on."""
    told = {f"{each.method} {each.path}": each.pagination.told for each in operations if each.pagination is not None}
    return replace(
        ledger, operations=tuple(replace(each, pages=told.get(each.subject, "")) for each in ledger.operations)
    )


def _order(entry: LedgerEntry) -> tuple[str, str, str, str, Location]:
    return entry.subject, entry.kind, entry.part, entry.code, entry.origin


class _Maker:
    """Turns what was read into entries, and remembers every mark it has seen."""

    def __init__(self, types: Mapping[TypeId, TypeDef], marks: Mapping[TypeId, Sequence[Mark]]) -> None:
        self._types = types
        self._marks = {identifier: found for identifier, found in marks.items() if found and identifier in types}
        self.entries: list[LedgerEntry] = []
        self.seen = [mark for found in self._marks.values() for mark in found]
        self._leading = leading_to(self._marks.keys(), types)
        """The definitions that lead to one with marks: the others need not be searched."""
        self._below: dict[TypeId, frozenset[TypeId]] = {}

    def enter_all(self, document: Reading) -> None:
        """Add entries for what is not fully expressed of the document as a whole: its servers, its security schemes."""
        for part in (document, *document.parts):
            self._enter(replace(part, subject=DOCUMENT, kind=PartKind.DETAIL), part.marks)

    def covered(self, read: Reading | Broken, kind: PartKind) -> Covered:
        """Return what became of an operation or a webhook, and add its entries."""
        if isinstance(read, Broken):
            mark = replace(read.mark, coverage=Coverage.SKIPPED)
            self._enter(Reading(subject=read.subject, kind=kind), [mark])
            return Covered(subject=read.subject, coverage=Coverage.SKIPPED)
        whole = Reading(subject=read.subject, kind=kind)
        found = [self._enter(whole, [replace(mark, coverage=Coverage.DEGRADED) for mark in read.marks])]
        counted: defaultdict[PartKind, list[Coverage]] = defaultdict(list)
        for part in read.parts:
            coverage = self._enter(part, [*part.marks, *self._marks_below(part.types)])
            found.append(coverage)
            counted[part.kind or kind].append(coverage)
        return Covered(
            subject=read.subject,
            coverage=Coverage.FULL if set(found) == {Coverage.FULL} else Coverage.DEGRADED,
            parameters=Count.of(counted[PartKind.PARAMETER]),
            media_types=Count.of(counted[PartKind.MEDIA_TYPE]),
        )

    def _enter(self, part: Reading, marks: Iterable[Mark]) -> Coverage:
        """Add an entry for each mark of a part; return what became of the part."""
        coverage = Coverage.FULL
        for mark in dict.fromkeys(marks):
            self.seen.append(mark)
            lost = Coverage.DEGRADED if mark.keyword else mark.coverage
            coverage = max(coverage, lost, key=lambda each: each.rank)
            self.entries.append(_entry(part.subject, part.kind or PartKind.DETAIL, part.name, mark, lost))
        return coverage

    def _marks_below(self, types: Iterable[Type]) -> Iterator[Mark]:
        starts = {identifier for type_ in types for identifier in references(type_)} & self._leading
        below: set[TypeId] = set()
        for start in starts:
            if start not in self._below:
                found = reached_from(start, self._types, self._leading)
                self._below[start] = frozenset(found & self._marks.keys())
            below |= self._below[start]
        for identifier in sorted(below):
            yield from (replace(mark, coverage=Coverage.DEGRADED) for mark in self._marks[identifier])


def _entry(subject: str, kind: PartKind, part: str, mark: Mark, coverage: Coverage) -> LedgerEntry:
    return LedgerEntry(
        subject=subject,
        kind=kind,
        part=part,
        coverage=coverage,
        reason=mark.reason,
        code=mark.code,
        origin=mark.location,
    )


def _keywords(keywords: Keywords, marks: Iterable[Mark]) -> tuple[tuple[KeywordUse, ...], list[LedgerEntry]]:
    """Return how often each keyword stands in the document, and an entry for each place where it is not expressed."""
    uses = {(name, place) for place, names in keywords.items() for name in names if name in KEYWORDS}
    faulty: dict[tuple[str, Location], Mark] = {}
    for mark in sorted(marks, key=lambda each: (each.location, each.code, each.reason)):
        if mark.keyword:
            use = (mark.keyword, _schema_of(mark, keywords))
            if use not in faulty or mark.coverage.rank > faulty[use].coverage.rank:
                faulty[use] = mark
    total = Counter(name for name, _ in uses | faulty.keys())
    lost = Counter((name, mark.coverage) for (name, _), mark in faulty.items())
    counted = tuple(
        KeywordUse(
            name=name,
            count=Count(
                total=total[name], degraded=lost[name, Coverage.DEGRADED], skipped=lost[name, Coverage.SKIPPED]
            ),
        )
        for name in sorted(total)
    )
    return counted, [
        _entry("", PartKind.KEYWORD, f"keyword {name}", mark, mark.coverage) for (name, _), mark in faulty.items()
    ]


def _schema_of(mark: Mark, keywords: Keywords) -> Location:
    """Return the schema object that has the keyword: the mark stands there, or somewhere below."""
    pointer = mark.location.pointer
    while pointer:
        here = Location(mark.location.file, pointer)
        if mark.keyword in keywords.get(here, ()):
            return here
        pointer = pointer.rpartition("/")[0]
    return mark.location
