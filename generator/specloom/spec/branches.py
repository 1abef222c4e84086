"""Which alternative of a `oneOf` or `anyOf` an author meant, so that a fault is told where it is and not where it starts.

    parameters: [{name: q, in: query, schema: {type: strin}}]

The official schemas say of this parameter that it is neither a Parameter Object nor a reference. What helps is that
`strin` is no type. Comes in: an error of the official schema. Goes out: the errors of the alternative that was meant.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial

import jsonschema_rs

from specloom.source.values import is_object
from specloom.spec.official import OfficialError

__all__ = ["Branch", "innermost"]

Branch = Sequence[OfficialError]
"""What speaks against one alternative."""
_Test = Callable[[OfficialError], bool]

_Kind = jsonschema_rs.ValidationErrorKind
_TAGS = ("type", "in", "scheme")
"""Fields that say which kind of object is meant."""


def innermost(error: OfficialError) -> Iterator[OfficialError | list[Branch]]:
    """Yield the errors inside the alternatives that were meant; a list of them where nothing tells which one that is."""
    if not isinstance(error.kind, (_Kind.OneOfNotValid, _Kind.AnyOf)):
        yield error
        return
    meant = _meant(error, [branch for branch in error.kind.context if branch])
    if len(meant) == 1:
        for inner in meant[0]:
            yield from innermost(inner)
    else:
        yield meant


def _meant(error: OfficialError, branches: list[Branch]) -> list[Branch]:
    """Return the alternatives that may have been meant."""
    place = list(error.instance_path)
    if not (is_object(error.instance) and "$ref" in error.instance):
        branches = _without(branches, lambda each: _lacks(each, place, "$ref"))
    for tag in _TAGS:
        branches = _without(branches, partial(_is_value_at, [*place, tag]))
    branches = _without(branches, lambda each: isinstance(each.kind, _Kind.Type) and list(each.instance_path) == place)
    if len(branches) < 2 or all(_is_choice(branch, place) for branch in branches):
        return branches
    return [max(branches, key=lambda branch: (max(len(each.instance_path) for each in branch), -len(branch)))]


def _without(branches: list[Branch], excludes: _Test) -> list[Branch]:
    """Return the alternatives against which nothing of a kind speaks; all of them where it speaks against each."""
    return [branch for branch in branches if not any(map(excludes, branch))] or branches


def _lacks(error: OfficialError, place: list[str | int], key: str) -> bool:
    return isinstance(error.kind, _Kind.Required) and error.kind.property == key and list(error.instance_path) == place


def _is_value_at(place: list[str | int], error: OfficialError) -> bool:
    return _is_value(error) and list(error.instance_path) == place


def _is_value(error: OfficialError) -> bool:
    return isinstance(error.kind, (_Kind.Enum, _Kind.Constant, _Kind.Pattern))


def _is_choice(branch: Branch, place: list[str | int]) -> bool:
    """Return whether an alternative only asks for a field, for another type, or for another word in a tag."""
    return all(
        isinstance(each.kind, (_Kind.Required, _Kind.Type)) and list(each.instance_path) == place for each in branch
    ) or any(_is_value(each) and list(each.instance_path)[:-1] == place for each in branch)
