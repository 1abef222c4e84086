"""Many names to as many file names, unique without regard to case."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from specloom.slugs.slug import fingerprint, loses_letters, slug

__all__ = ["Candidates", "operation_slugs", "unique_slugs"]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What one thing may be called, the best name first."""

    key: str
    """Tells this thing from all others."""
    names: tuple[str, ...]
    kind: str = ""
    """A word for a thing of whose names nothing is left."""
    is_published: bool = False
    """The first name is one that people know it by: nothing else takes it."""

    def at(self, level: int) -> str:
        """Return the file name at this level; the level after the last name adds the key's fingerprint.

        It is empty for a name whose letters are lost, unless a longer one tells more: what is left of the name is that
        of its neighbours, too.
        """
        if level == len(self.names):
            return f"{slug(self.names[-1]) or self.kind}-{fingerprint(self.key)}".strip("-")
        if level == 0 and self.is_published:
            return self.names[0]
        name = slug(self.names[level])
        tells_more = level > 0 and name != slug(self.names[0])
        return "" if loses_letters(self.names[level]) and not tells_more else name


def unique_slugs(
    things: Iterable[Candidates], reserved: Iterable[str] = (), *, published: Mapping[str, str] | None = None
) -> Mapping[str, str]:
    """Return a file name for each key; where one was `published`, that.

    Where two would get the same, one that is spelled exactly so keeps it and the others take their next, longer
    candidate: never a number, so that what one is called does not depend on how many came before it.
    """
    pins = published or {}
    known = {thing.key: _pinned(thing, pins.get(thing.key)) for thing in things}
    taken = frozenset(name.lower() for name in reserved)
    level = dict.fromkeys(known, 0)
    while True:
        groups: defaultdict[str, list[str]] = defaultdict(list)
        for key, thing in known.items():
            groups[thing.at(level[key]).lower()].append(key)
        moved = [
            key
            for name, keys in groups.items()
            if len(keys) > 1 or not name or name in taken
            for key in _losers(keys, known, level, owned=not name or name in taken)
        ]
        if not moved:
            return {key: thing.at(level[key]) for key, thing in known.items()}
        for key in moved:
            level[key] += 1


def _pinned(thing: Candidates, name: str | None) -> Candidates:
    return thing if name is None else replace(thing, names=(name, *thing.names), is_published=True)


def _losers(keys: list[str], known: Mapping[str, Candidates], level: Mapping[str, int], *, owned: bool) -> list[str]:
    """Return those of the keys that must take another name."""
    published = [key for key in keys if level[key] == 0 and known[key].is_published]
    if len(published) == 1 and not owned:
        return [key for key in keys if key not in published]
    last = {key for key in keys if level[key] >= len(known[key].names)}
    exact = [key for key in keys if level[key] == 0 and known[key].names[0] == known[key].at(0)]
    keep = {exact[0]} if len(exact) == 1 and not owned else set[str]()
    return [key for key in keys if key not in keep and key not in last]


def operation_slugs(
    operations: Iterable[tuple[str, str, str]],
    *,
    published: Mapping[str, str] | None = None,
    taken: Iterable[str] = (),
) -> Mapping[str, str]:
    """Return a file name for each operation, given as id, method and path; `README` and `index` are never among them.

    Those that were `published` keep theirs, by id; nor are there any of the `taken` ones.
    """
    return unique_slugs(
        (
            Candidates(identifier, (identifier, f"{identifier}-{method.lower()}-{path}"))
            for identifier, method, path in operations
        ),
        reserved=("readme", "index", *taken),
        published=published,
    )
