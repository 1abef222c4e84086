"""Two APIs, compared: what changed for everybody who talks to them, whatever version of OpenAPI describes them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from specloom.changes.forms import name_of
from specloom.changes.model import Change, Level
from specloom.changes.operations import OperationPair, subject_of
from specloom.changes.schemas import Pair, Schemas
from specloom.changes.security import scheme_changes, server_changes
from specloom.ir.api import Api
from specloom.ir.operation import Operation

__all__ = ["compare_apis"]

_NAME = re.compile(r"\{[^{}]*\}")


def compare_apis(old: Api, new: Api) -> tuple[Change, ...]:
    """Return all differences, the worst first, then by what they are about."""
    schemas = Schemas(old.types, new.types)
    users: defaultdict[Pair, set[str]] = defaultdict(set)
    found = [*server_changes(old, new), *scheme_changes(old, new), *_components(old, new)]
    matched = [(pair, False) for pair in _matched(old.operations, new.operations)]
    matched += [(pair, True) for pair in _matched(old.webhooks, new.webhooks)]
    for (one, other), is_turned in matched:
        if one is None or other is None:
            found.append(_alone(one, other, is_turned=is_turned))
            continue
        pair = OperationPair(one, other, schemas, is_turned=is_turned)
        found += _moved(one, other)
        found += pair.changes()
        for met in _closure(pair.met, schemas):
            users[met].add(subject_of(other))
    for key, changes in schemas.changes.items():
        found += [replace(each, operations=tuple(sorted(users[key]))) for each in changes]
    return tuple(sorted(set(found), key=lambda each: each.order))


def _closure(begin: set[Pair], schemas: Schemas) -> set[Pair]:
    """Return pairs of named types with those that stand in them."""
    waiting, found = list(begin), set[Pair]()
    while waiting:
        pair = waiting.pop()
        if pair not in found:
            found.add(pair)
            waiting += schemas.inner.get(pair, ())
    return found


_Matched = tuple[Operation | None, Operation | None]


def _matched(old: Sequence[Operation], new: Sequence[Operation]) -> Iterator[_Matched]:
    """Yield operations with what they were: by method and path, whatever its parameters are called; then by operationId."""
    before = {_key(each): each for each in old}
    after = {_key(each): each for each in new}
    moved = {each.declared_id: each for key, each in after.items() if each.declared_id and key not in before}
    taken: set[str] = set()
    for key, one in before.items():
        other = after.get(key)
        if other is None and one.declared_id in moved:
            other = moved[one.declared_id]
            taken.add(_key(other))
        yield one, other
    for key, other in after.items():
        if key not in before and key not in taken:
            yield None, other


def _key(operation: Operation) -> str:
    return operation.webhook or f"{operation.method} {_NAME.sub('{}', operation.path)}"


def _moved(old: Operation, new: Operation) -> Iterator[Change]:
    if _key(old) != _key(new):
        yield Change(
            rule="api-path-changed",
            level=Level.BREAKING,
            subject=subject_of(new),
            message=f"was {subject_of(old)}",
            old=old.origin,
            new=new.origin,
        )


def _alone(old: Operation | None, new: Operation | None, *, is_turned: bool) -> Change:
    if new is not None:
        rule = "webhook-added" if is_turned else "endpoint-added"
        return Change(rule=rule, level=Level.SAFE, subject=subject_of(new), message="is new", old=None, new=new.origin)
    assert old is not None, "one of them is there"
    rule = "webhook-removed" if is_turned else f"api-removed-with{'' if old.deprecated else 'out'}-deprecation"
    level = Level.DANGEROUS if old.deprecated else Level.BREAKING
    message = "is gone, and was deprecated" if old.deprecated else "is gone"
    return Change(rule=rule, level=level, subject=subject_of(old), message=message, old=old.origin, new=None)


def _components(old: Api, new: Api) -> Iterator[Change]:
    """Yield which named schemas came and went: on the wire nobody sees it."""
    before, after = ({name_of(each): each for each in api.types.values() if each.component} for api in (old, new))
    for name in sorted(before.keys() ^ after.keys()):
        one, other = before.get(name), after.get(name)
        yield Change(
            rule="api-schema-removed" if one else "api-schema-added",
            level=Level.SAFE,
            subject=f"schema {name}",
            message="is gone" if one else "is new",
            old=one.origin if one else None,
            new=other.origin if other else None,
        )
