"""Which operations are wanted: the config's `include` and `exclude`, and the command line's `--only` and `--without`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from specloom.diagnostics import Diagnostics, codes
from specloom.ir.choices import Picks, Selection, Stated

__all__ = ["Candidate", "Selector"]

_KINDS = ("tags", "paths", "operations", "methods")
_NOUNS = {"tags": "a tag", "paths": "a path", "operations": "an id, or a method and path,", "methods": "a method"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """What of an operation can be asked for."""

    ids: tuple[str, ...]
    """The operationId as declared, and the id that the operation got."""
    method: str
    """Upper case."""
    path: str
    """As written; the name of a webhook."""
    tags: tuple[str, ...]
    deprecated: bool

    def words(self, kind: str) -> tuple[str, ...]:
        """Return what patterns of a kind are compared with."""
        match kind:
            case "tags":
                return self.tags
            case "paths":
                return (self.path,)
            case "methods":
                return (self.method,)
            case _:
                return (*self.ids, f"{self.method} {self.path}")


class Selector:
    """Applies selections to the operations of one document, and knows afterwards which of their words fit nothing."""

    def __init__(self, selections: Iterable[Selection] = ()) -> None:
        self._selections = tuple(selections)
        self._seen: list[Candidate] = []
        self._kept = 0

    def keeps(self, candidate: Candidate) -> bool:
        """Return whether an operation is wanted."""
        self._seen.append(candidate)
        kept = all(_is_included(each.include, candidate) for each in self._selections) and not any(
            _is_excluded(each.exclude, candidate) for each in self._selections
        )
        self._kept += kept
        return kept

    @property
    def tags(self) -> set[str]:
        """The tags of all operations, wanted or not."""
        return {tag for candidate in self._seen for tag in candidate.tags}

    def report_unused(self, diagnostics: Diagnostics) -> None:
        """Report each word that fits no operation of the document, and selections that leave none."""
        unused = [(kind, stated) for kind, stated in self._stated() if not self._is_used(kind, stated)]
        for kind, stated in unused:
            known = {word for candidate in self._seen for word in candidate.words(kind)}
            fields = {"noun": _NOUNS[kind], "pattern": stated.text, "hint": _hint(stated.text, known)}
            diagnostics.report(codes.FILTER_UNUSED, stated.location, fields, position=stated.position)
        if self._seen and not self._kept and not unused:
            place = next((each.place for each in self._selections if each.place is not None), None)
            diagnostics.report(codes.FILTER_EMPTY, place, count=len(self._seen))

    def _stated(self) -> Iterator[tuple[str, Stated]]:
        for selection in self._selections:
            for picks in (selection.include, selection.exclude):
                for kind in _KINDS:
                    for stated in _of(picks, kind):
                        yield kind, stated

    def _is_used(self, kind: str, stated: Stated) -> bool:
        return any(_fits(stated, kind, candidate) for candidate in self._seen)


def _is_included(picks: Picks, candidate: Candidate) -> bool:
    """Tags, paths and operations say which, any of them; methods and `deprecated` narrow that down."""
    which = [(kind, stated) for kind in ("tags", "paths", "operations") for stated in _of(picks, kind)]
    if which and not any(_fits(stated, kind, candidate) for kind, stated in which):
        return False
    if picks.methods and not any(_fits(stated, "methods", candidate) for stated in picks.methods):
        return False
    return picks.deprecated is None or picks.deprecated == candidate.deprecated


def _is_excluded(picks: Picks, candidate: Candidate) -> bool:
    if picks.deprecated and candidate.deprecated:
        return True
    return any(_fits(stated, kind, candidate) for kind in _KINDS for stated in _of(picks, kind))


def _of(picks: Picks, kind: str) -> tuple[Stated, ...]:
    match kind:
        case "tags":
            return picks.tags
        case "paths":
            return picks.paths
        case "methods":
            return picks.methods
        case _:
            return picks.operations


def _fits(stated: Stated, kind: str, candidate: Candidate) -> bool:
    text = stated.text
    if kind == "methods":
        text = text.upper()
    elif kind == "operations" and " " in text:
        method, _, path = text.partition(" ")
        text = f"{method.upper()} {path.strip()}"
    pattern = _compiled(text)
    return any(pattern.fullmatch(word) for word in candidate.words(kind))


@cache
def _compiled(text: str) -> re.Pattern[str]:
    """Return a pattern in which `*` stands for any text, slashes included, and `?` for one character."""
    signs = {"*": ".*", "?": "."}
    return re.compile("".join(signs.get(each) or re.escape(each) for each in re.sub(r"\*+", "*", text)), re.DOTALL)


def _hint(text: str, known: Iterable[str]) -> str:
    close = difflib.get_close_matches(text, sorted(known), n=1, cutoff=0.6)
    return f"; did you mean {close[0]!r}?" if close else ""
