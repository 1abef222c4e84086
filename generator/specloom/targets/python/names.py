"""Who is called what in one scope: contenders in, a name for each out, by meaning and never by order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from specloom.diagnostics import Diagnostics, Location
from specloom.diagnostics.codes import NAME_COLLISION
from specloom.published import Scope
from specloom.targets.python.words import digest, spelled_out, style_of, words

__all__ = ["KEEPER", "Contender", "parts_of", "resolve", "spellings"]

KEEPER = -2
"""The rank of a name that is given already, elsewhere."""
PUBLISHED = -1
"""The rank of what was published."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """One thing that needs a name."""

    key: str
    """Tells it from all others of the scope."""
    shown: str
    """What the document calls it, for messages."""
    candidates: tuple[str, ...]
    """Names in order of preference; the last one is told apart by a digest, and so is always free."""
    rank: int = 0
    """Of several that want one name, the only one of lowest rank keeps it."""
    origin: Location | None = None
    lasting: str = ""
    """Tells it from all others in every version of the description, where `key` does not."""


def parts_of(text: str) -> list[str]:
    """Return the words of a text, or what stands for it where it has none."""
    return words(text) or spelled_out(text) or [digest(text)]


def spellings(text: str, spell: Callable[[list[str]], str]) -> tuple[str, ...]:
    """Return the names that any text can have: its words, then with the way it is written, its symbols, a digest."""
    plain = parts_of(text)
    style = style_of(text)
    styled = spell([*plain, style]) if style else spell(plain)
    return tuple(
        dict.fromkeys([spell(plain), styled, spell(spelled_out(text) or plain), spell([*plain, digest(text)])])
    )


def resolve(
    contenders: Iterable[Contender],
    diagnostics: Diagnostics | None = None,
    *,
    same: Callable[[str], str] = str.lower,
    scope: Scope | None = None,
) -> Mapping[str, str]:
    """Return the name of each contender by key; two names are one where `same` makes them equal.

    Where several want one name, the only one of the lowest rank keeps it and the others take their next candidate;
    without such a one they all do. So a name does not depend on which of them came first. What was published under a name
    in the `scope` keeps it.
    """
    scope = scope if scope is not None and scope.book.is_kept else None
    wanting = list(contenders)
    known = {contender.key: contender for contender in (_published(wanting, scope) if scope else wanting)}
    level = dict.fromkeys(known, 0)
    while True:
        wanted: defaultdict[str, list[Contender]] = defaultdict(list)
        for contender in known.values():
            wanted[same(contender.candidates[level[contender.key]])].append(contender)
        movers = [mover for group in wanted.values() for mover in _movers(group, level)]
        if not movers:
            break
        for mover in movers:
            level[mover.key] += 1
    names = {key: contender.candidates[level[key]] for key, contender in known.items()}
    if diagnostics is not None:
        _report(known.values(), names, same, diagnostics)
    if scope:
        lasting = {each.key: each.lasting or each.key for each in wanting if each.rank != KEEPER}
        suggested = {each.lasting or each.key: each.candidates for each in wanting if each.rank != KEEPER}
        scope.note({lasting[key]: names[key] for key in lasting}, suggested)
        return {each.key: names[each.key] for each in wanting}
    return names


def _published(contenders: Sequence[Contender], scope: Scope) -> Iterator[Contender]:
    """Yield the contenders, those that were published with their name before all others; and the names nobody may have."""
    suggested = {each.lasting or each.key: each.candidates for each in contenders if each.rank != KEEPER}
    pins = scope.pins(suggested)
    for each in contenders:
        pin = pins.get(each.lasting or each.key) if each.rank != KEEPER else None
        yield each if pin is None else replace(each, candidates=(pin, *each.candidates), rank=PUBLISHED)
    for name in scope.taken(suggested):
        yield Contender(key=f"taken:{name}", shown=name, candidates=(name,), rank=KEEPER)


def _movers(group: Sequence[Contender], level: Mapping[str, int]) -> list[Contender]:
    """Return those of a group that must take another name."""
    if len(group) == 1:
        return []
    best = min(contender.rank for contender in group)
    keepers = [contender for contender in group if contender.rank == best]
    kept = keepers[0].key if len(keepers) == 1 else None
    able = [one for one in group if one.key != kept and level[one.key] + 1 < len(one.candidates)]
    return able or [one for one in group if level[one.key] + 1 < len(one.candidates)]


def _report(
    known: Iterable[Contender], names: Mapping[str, str], same: Callable[[str], str], diagnostics: Diagnostics
) -> None:
    """Say which names were wanted more than once, and how that ended."""
    wanted: defaultdict[str, list[Contender]] = defaultdict(list)
    for contender in known:
        wanted[same(contender.candidates[0])].append(contender)
    for group in wanted.values():
        if len(group) > 1:
            ordered = sorted(group, key=lambda one: one.key)
            diagnostics.report(
                NAME_COLLISION,
                next((one.origin for one in ordered if one.origin is not None), None),
                names=", ".join(repr(one.shown) for one in ordered),
                name=ordered[0].candidates[0],
                target="python",
                resolved=", ".join(repr(names[one.key]) for one in ordered),
            )
