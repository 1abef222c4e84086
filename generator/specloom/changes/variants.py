"""Which variant of a union was which one before: by name where they have names, else by what they hold."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from specloom.changes.forms import Choice, form_of, words
from specloom.changes.json_values import key_of
from specloom.ir.types import Object, Type, TypeDef, TypeId

__all__ = ["Paired", "in_full", "pair_variants"]

_MOST_NAMES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Paired:
    """The variants of two unions."""

    both: tuple[tuple[Type, Type], ...]
    gone: tuple[Type, ...]
    come: tuple[Type, ...]


def pair_variants(
    old: Sequence[Type], new: Sequence[Type], before: Mapping[TypeId, TypeDef], after: Mapping[TypeId, TypeDef]
) -> Paired:
    """Pair variants that say the same in a few words; of several such, those that are most alike."""
    groups: defaultdict[str, tuple[list[Type], list[Type]]] = defaultdict(lambda: ([], []))
    for each in old:
        groups[words(each, before)][0].append(each)
    for each in new:
        groups[words(each, after)][1].append(each)
    both: list[tuple[Type, Type]] = []
    gone: list[Type] = []
    come: list[Type] = []
    for ones, others in groups.values():
        left, right = dict(enumerate(ones)), dict(enumerate(others))
        scores = [
            (_likeness(one, other, before, after), at, to) for at, one in left.items() for to, other in right.items()
        ]
        for _, at, to in sorted((each for each in scores if each[0] is not None), key=_best):
            if at in left and to in right:
                both.append((left.pop(at), right.pop(to)))
        gone += left.values()
        come += right.values()
    return Paired(both=tuple(both), gone=tuple(gone), come=tuple(come))


_Likeness = tuple[int, int, int] | None


def _best(scored: tuple[_Likeness, int, int]) -> tuple[object, ...]:
    likeness, at, to = scored
    assert likeness is not None, "others were left out"
    return (*(-each for each in likeness), at, to)


def _likeness(old: Type, new: Type, before: Mapping[TypeId, TypeDef], after: Mapping[TypeId, TypeDef]) -> _Likeness:
    """Return how much two types have in common; None for two objects that share nothing, or whose tags differ."""
    one, other = form_of(old, before)[0], form_of(new, after)[0]
    if not isinstance(one, Object) or not isinstance(other, Object):
        return (int(_values(old, before) == _values(new, after)), 0, 0)
    was = {each.wire_name: each.type for each in one.fields}
    now = {each.wire_name: each.type for each in other.fields}
    common = was.keys() & now.keys()
    if not common and (was or now):
        return None
    tags = [(_values(was[name], before), _values(now[name], after)) for name in common]
    if any(a != b and len(a) == len(b) == 1 for a, b in tags):
        return None
    alike = sum(words(was[name], before) == words(now[name], after) for name in common)
    return (alike, len(common), -len(was.keys() ^ now.keys()))


def _values(use: Type, types: Mapping[TypeId, TypeDef]) -> tuple[str, ...]:
    """Return the values of an enumeration or a constant; none of anything else."""
    form = form_of(use, types)[0]
    return tuple(sorted(key_of(value) for value in form.values)) if isinstance(form, Choice) else ()


def in_full(use: Type, types: Mapping[TypeId, TypeDef]) -> str:
    """Return a type in a few words; an object without a name by its properties."""
    text, form = words(use, types), form_of(use, types)[0]
    if not text.startswith("an object") or not isinstance(form, Object) or not form.fields:
        return text
    names = [repr(each.wire_name) for each in form.fields]
    more = f" and {len(names) - _MOST_NAMES} more" if len(names) > _MOST_NAMES else ""
    return f"{text} with {', '.join(names[:_MOST_NAMES])}{more}"
