"""The book of names of one run: names that were published come in; those that this run gives are noted, and compared.

Targets ask it before they name anything (`Scope.pins`) and tell it afterwards (`Scope.note`). It decides nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from specloom.diagnostics import Diagnostics, Location, codes
from specloom.diagnostics.catalogue import Code
from specloom.diagnostics.pointer import escape_token

__all__ = ["NO_NAMES", "SECTIONS", "NameBook", "Names", "Scope", "same_name"]

Names = Mapping[str, Mapping[str, str]]
"""Names by scope (`python/models`), then by what tells a thing from all others in every version of a description."""

OF = " · "
"""Between the key of an operation and what is named after it: `GET /pets · iterator`."""


SECTIONS = "sections"
"""The scope that holds the section of each operation: words of the description, which many have in common."""


def same_name(scope: str, name: str) -> str:
    """Return what two names of one scope may not have in common: file systems may ignore case, Python does not."""
    return name if scope.startswith("python/") else name.lower()


def folded(name: str) -> str:
    """Return what is left of a name where case and signs do not count: targets spell one name in several ways."""
    return "".join(character for character in name if character.isalnum()).casefold()


@dataclass(slots=True)
class _Noted:
    names: dict[str, str] = field(default_factory=dict[str, str])
    suggested: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])


class NameBook:
    """What was published, and what this run publishes."""

    def __init__(
        self,
        known: Names | None = None,
        *,
        chosen: Collection[str] = (),
        label: str = "",
        is_kept: bool = True,
        is_partial: bool = False,
        accepts_renames: bool = False,
    ) -> None:
        """`chosen` are the names that the config gives: they count for more than what was published.

        A book that is not kept knows nothing and notes nothing. In a partial run, which leaves things out, a thing that is
        not there is not gone: its name stays its own, and nothing is noted.
        """
        self.known: Names = known or {}
        self.label = label
        self.is_kept = is_kept
        self.is_partial = is_partial
        self.accepts_renames = accepts_renames
        """Every new name counts as chosen."""
        self._chosen = frozenset(map(folded, chosen))
        self._noted: dict[str, _Noted] = {}

    def scope(self, name: str) -> Scope:
        """Return the things of which no two may have one name."""
        return Scope(self, name)

    def is_chosen(self, names: Collection[str]) -> bool:
        """Return whether the config gives one of these names."""
        return any(folded(name) in self._chosen for name in names)

    def note(self, scope: str, names: Mapping[str, str], suggested: Mapping[str, tuple[str, ...]]) -> None:
        """Take down what things are called, and what the description suggests for each."""
        if self.is_kept:
            noted = self._noted.setdefault(scope, _Noted())
            noted.names.update(names)
            noted.suggested.update(suggested)

    def published(self) -> Names:
        """Return what is published after this run: names of things that are gone stay, unless something else has them."""
        if self.is_partial or not self.is_kept:
            return self.known
        result = {scope: dict(names) for scope, names in self.known.items()}
        for scope, noted in self._noted.items():
            names = result.setdefault(scope, {})
            for _, old, _ in self._reused(scope, noted):
                names.pop(old, None)
            names.update(noted.names)
        return {scope: names for scope, names in result.items() if names}

    def report(self, diagnostics: Diagnostics) -> None:
        """Report names that changed, or would have."""
        if self.is_partial:
            return
        told = set[tuple[str, ...]]()
        for scope, noted in sorted(self._noted.items()):
            for key, old, new, code in self._changes(scope, noted):
                fields = {"key": key, "old": old, "new": new}
                once = (code.name, key, folded(old), folded(new))
                if once not in told:
                    told.add(once)
                    diagnostics.report(code, self._place(scope, key), fields, scope=scope)

    def _changes(self, scope: str, noted: _Noted) -> Iterator[tuple[str, str, str, Code]]:
        known = self.known.get(scope, {})
        for key in sorted(noted.names.keys() & known.keys()):
            old, new, suggested = known[key], noted.names[key], noted.suggested.get(key, ())
            if old == new and suggested and not _is_inline(scope, key) and folded(old) not in map(folded, suggested):
                yield key, old, suggested[0], codes.NAME_KEPT
            elif old != new:
                is_chosen = self.accepts_renames or self.is_chosen([new, *suggested[:1]])
                yield key, old, new, codes.NAME_RENAMED if is_chosen else codes.NAME_MOVED
        for key, old, name in self._reused(scope, noted):
            yield key, old, name, codes.NAME_REUSED

    def _reused(self, scope: str, noted: _Noted) -> Iterator[tuple[str, str, str]]:
        """Yield each new thing that has the name of one that is gone: its key, that of the other, and the name."""
        known = self.known.get(scope, {})
        gone = {same_name(scope, name): key for key, name in known.items() if key not in noted.names}
        for key, name in sorted(noted.names.items()):
            other = gone.get(same_name(scope, name))
            if other is not None and known.get(key) != name and scope != SECTIONS:
                yield key, other, name

    def _place(self, scope: str, key: str) -> Location:
        """Return where a name stands in the ledger; of one that is new, the scope."""
        steps = ["names", scope, *([key] if key in self.known.get(scope, {}) else [])]
        if scope not in self.known:
            return Location(self.label)
        return Location(self.label, "".join(f"/{escape_token(step)}" for step in steps))


def _is_inline(scope: str, key: str) -> bool:
    """Return whether a type has its name from an operation around it, of which it is told already."""
    return scope == "python/models" and "/" in key


NO_NAMES = NameBook(is_kept=False)
"""Where no ledger is kept."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The names of things of which no two may have the same."""

    book: NameBook
    name: str

    def pins(self, suggested: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
        """Return the published name of each thing that has one, unless the config chooses what is suggested first."""
        known = self.book.known.get(self.name, {})
        return {
            key: known[key]
            for key, names in suggested.items()
            if key in known and not (names[0] != known[key] and self.book.is_chosen(names[:1]))
        }

    def taken(self, keys: Collection[str]) -> list[str]:
        """Return published names that none of these things may have.

        They are of things that are named after one of these, later on; and in a partial run of all that is left out.
        """
        known = self.book.known.get(self.name, {})
        bases = set(keys)
        return [
            name
            for key, name in known.items()
            if key not in bases and (self.book.is_partial or key.partition(OF)[0] in bases)
        ]

    def note(self, names: Mapping[str, str], suggested: Mapping[str, tuple[str, ...]]) -> None:
        """Take down what things are called."""
        self.book.note(self.name, names, suggested)
