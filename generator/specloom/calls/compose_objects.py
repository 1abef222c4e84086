"""Composes objects: field by field, in the order of the fields."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from specloom.calls.built import DEPTH, Built, Dead, Outcome, Spot
from specloom.calls.synthesize import key_for
from specloom.ir.types import Field, Object

if TYPE_CHECKING:
    from specloom.calls.compose import Composer

__all__ = ["compose_object"]

_MAX_EXTRA = 50
_MAX_MENDED = 120
"""How many forms of an object to try before giving it up."""


def compose_object(composer: Composer, definition: Object, spot: Spot) -> Outcome:
    """Return an object with the fields that the variant and the direction call for; dead where a required one is."""
    fields = [field for field in definition.fields if field.exists_in(composer.direction)]
    optional = not composer.is_minimal and spot.depth > 0
    cuts = frozenset({DEPTH}) if not composer.is_minimal and not optional else frozenset[str]()
    members: dict[str, Built] = {}
    for field in fields:
        if field.required or optional:
            outcome = _field(composer, field, spot.named(field.wire_name))
            cuts |= outcome.cuts
            if isinstance(outcome, Built):
                members[field.wire_name] = outcome
            elif field.required:
                return Dead(cuts=cuts)
    members = _with_enough(composer, definition, members, spot)
    built = _built(members, fields, cuts)
    return _mended(composer, definition, members, built, spot) if composer.careful else built


def _field(composer: Composer, field: Field, spot: Spot) -> Outcome:
    """Return a field's value; its default only where the document gives nothing better, rather than inventing one."""
    outcome = composer.compose(field.type, spot)
    if isinstance(outcome, Built) and outcome.given:
        return outcome
    if not field.has_default or field.default in (None, "", [], {}):
        return outcome
    if not composer.accepts(composer.givens.pointer(field.type), field.default):
        return outcome
    return Built(value=field.default, given=True, cuts=outcome.cuts)


def _with_enough(composer: Composer, definition: Object, members: dict[str, Built], spot: Spot) -> dict[str, Built]:
    """Return the members with others added until there are `minProperties`: optional fields first, then free keys."""
    wanted = min(definition.bounds.min_properties or 0, _MAX_EXTRA)
    found = dict(members)
    for field in definition.fields:
        if len(found) >= wanted:
            return found
        if field.wire_name not in found and field.exists_in(composer.direction):
            outcome = _field(composer, field, spot.named(field.wire_name))
            if isinstance(outcome, Built):
                found[field.wire_name] = outcome
    for number in range(wanted):
        if len(found) >= wanted or definition.additional is None:
            break
        outcome = composer.compose(definition.additional, spot.named(spot.name))
        if isinstance(outcome, Built):
            found[key_for(composer.givens.checker.schema(definition.schema), number)] = outcome
    return found


def _built(members: Mapping[str, Built], fields: list[Field], cuts: frozenset[str]) -> Built:
    order = [field.wire_name for field in fields if field.wire_name in members]
    order += [name for name in members if name not in set(order)]
    return Built(
        value={name: members[name].value for name in order},
        given=bool(members) and all(member.given for member in members.values()),
        size=1 + sum(member.size for member in members.values()),
        cuts=cuts,
    )


def _mended(composer: Composer, definition: Object, members: dict[str, Built], built: Built, spot: Spot) -> Built:
    """Return the first form of the object that satisfies its schema; the object as it is where none does."""
    if composer.accepts(definition.schema, built.value):
        return built
    fields = [field for field in definition.fields if field.exists_in(composer.direction)]
    members = _exchanged(composer, definition, members, fields, spot)
    exchanged = _built(members, fields, built.cuts)
    if composer.accepts(definition.schema, exchanged.value):
        return exchanged
    required = {field.wire_name for field in fields if field.required}
    selections = _selections(list(members), required, [field.wire_name for field in fields])
    for names in itertools.islice(selections, _MAX_MENDED):
        chosen = dict(members)
        for field in fields:
            if field.wire_name in names and field.wire_name not in chosen:
                outcome = _field(composer, field, spot.named(field.wire_name))
                if isinstance(outcome, Built):
                    chosen[field.wire_name] = outcome
        form = _built({name: chosen[name] for name in names if name in chosen}, fields, built.cuts)
        if composer.accepts(definition.schema, form.value):
            return form
    return built


def _exchanged(
    composer: Composer, definition: Object, members: dict[str, Built], fields: list[Field], spot: Spot
) -> dict[str, Built]:
    """Return the members with those that fail inside of this object exchanged for others of their type."""
    found = dict(members)
    failing = composer.failing(definition.schema, _built(found, fields, frozenset()).value)
    for field in fields:
        name = field.wire_name
        if name not in failing or name not in found:
            continue
        for outcome in composer.alternatives(field.type, spot.named(name)):
            if isinstance(outcome, Dead):
                continue
            trial = found | {name: outcome}
            if name not in composer.failing(definition.schema, _built(trial, fields, frozenset()).value):
                found = trial
                break
    return found


def _selections(present: list[str], required: set[str], every: list[str]) -> Iterator[list[str]]:
    """Yield sets of fields to try: one left out, more and more left out, one put in, more and more put in."""
    optional = [name for name in present if name not in required]
    for left_out in reversed(optional):
        yield [name for name in present if name != left_out]
    for kept in range(len(optional) - 1, -1, -1):
        gone = set(optional[kept:])
        yield [name for name in present if name not in gone]
    base = [name for name in present if name in required]
    others = [name for name in every if name not in required]
    for put_in in others:
        yield [*base, put_in]
    for count in range(2, len(others) + 1):
        yield [*base, *others[:count]]
