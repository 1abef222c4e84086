"""What the official JSON Schema has against a document, in our own words. A version and a document in; violations out.

Each stands at the node that is at fault, however many `oneOf`s the official schema has around it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jsonschema_rs

from specloom.diagnostics import Code, codes
from specloom.source.values import KINDS, is_object, kind_of
from specloom.spec.branches import Branch, innermost
from specloom.spec.official import OfficialError, official_errors, official_fields, official_part
from specloom.spec.words import TYPES, none_of, options_of, place_of, problem_of, said

__all__ = ["Violation", "violations"]

_Kind = jsonschema_rs.ValidationErrorKind
_Path = tuple[str, ...]
_NO_PATTERN = "it is not a regular expression that a bounded engine accepts"


@dataclass(frozen=True, slots=True)
class Violation:
    """One departure from the official schema."""

    code: Code
    path: _Path
    fields: Mapping[str, str]


def violations(version: str, value: Any) -> list[Violation]:
    """Return how a document departs from the official schema of its version, in the order of places.

    Raises ValueError where it cannot be checked.
    """
    errors = [inner for error in official_errors(version, value) for inner in innermost(error)]
    faulty = _faulty(each for each in errors if isinstance(each, OfficialError))
    found: dict[tuple[_Path, str, str], Violation] = {}
    for error in errors:
        for each in _chosen(error) if isinstance(error, list) else _told(version, error, faulty):
            found.setdefault((each.path, each.code.name, str(each.fields)), each)
    return [found[key] for key in sorted(found)]


def _path(error: OfficialError) -> _Path:
    return tuple(str(step) for step in error.instance_path)


def _faulty(errors: Iterable[OfficialError]) -> set[_Path]:
    """Return the places at which something is at fault, and all places around them."""
    places = map(_path, errors)
    return {place[:length] for place in places for length in range(len(place) + 1)}


def _told(version: str, error: OfficialError, faulty: set[_Path]) -> Iterator[Violation]:
    path = _path(error)
    where = place_of(path)
    match error.kind:
        case _Kind.AdditionalProperties(unexpected):
            yield from (_unknown(version, error, path, key) for key in unexpected)
        case _Kind.UnevaluatedProperties(unexpected):
            # A field with a fault inside may count as not evaluated, and fields that only some objects have do where
            # the object lacks another one.
            known = _known_fields(version, error)
            strays = [key for key in unexpected if (*path, key) not in faulty and key not in known]
            yield from (_unknown(version, error, path, key) for key in strays)
        case _Kind.Format("regex"):
            fields = {"pattern": str(error.instance), "reason": _NO_PATTERN}
            yield Violation(codes.PATTERN_INVALID, path[:-1], fields)
        case _Kind.Required(key):
            yield Violation(codes.FIELD_MISSING, path, {"where": where, "key": f"`{key}`"})
        case _Kind.Type(types):
            yield _mistyped(error, path, list(types))
        case _Kind.PropertyNames(inner):
            yield _misnamed(path, str(inner.instance), inner)
        case _Kind.Not(schema) if is_object(schema) and isinstance(schema.get("required"), list):
            yield _conflict(path, [str(key) for key in schema["required"]])
        case _Kind.OneOfMultipleValid() if keys := _exclusive(version, error):
            yield _conflict(path, keys)
        case _Kind.OneOfNotValid() | _Kind.OneOfMultipleValid() | _Kind.AnyOf() | _Kind.Not():
            yield Violation(codes.SPEC_VIOLATION, path, {"problem": problem_of(error.message)})
        case _:
            yield Violation(codes.FIELD_VALUE, path, {"where": where, "problem": said(error)})


def _unknown(version: str, error: OfficialError, path: _Path, key: str) -> Violation:
    close = difflib.get_close_matches(key, _known_fields(version, error), n=1, cutoff=0.75)
    hint = f"; did you mean {close[0]!r}?" if close and close[0] != key else ""
    return Violation(codes.FIELD_UNKNOWN, (*path, key), {"where": place_of(path), "key": key, "hint": hint})


def _known_fields(version: str, error: OfficialError) -> frozenset[str]:
    return official_fields(version, tuple(error.schema_path)[:-1])


def _misnamed(path: _Path, name: str, error: OfficialError) -> Violation:
    is_media_type = isinstance(error.kind, _Kind.Format)
    problem = "it is no media type" if is_media_type else "only letters, digits, `.`, `-` and `_` may stand in it"
    return Violation(codes.NAME_INVALID, (*path, name), {"name": name, "problem": problem})


def _exclusive(version: str, error: OfficialError) -> list[str]:
    """Return the fields of which an object must have one: `oneOf: [{required: [schema]}, {required: [content]}]`."""
    alternatives = official_part(version, tuple(error.schema_path))
    keys = [key for each in alternatives or () if is_object(each) for key in each.get("required", ())]
    return [key for key in keys if is_object(error.instance) and key in error.instance]


def _mistyped(error: OfficialError, path: _Path, types: list[str]) -> Violation:
    fields = {
        "where": place_of(path),
        "expected": " or ".join(TYPES.get(each, each) for each in types),
        "actual": kind_of(error.instance),
    }
    if fields["actual"] == KINDS[float] and types == ["integer"]:
        fields["actual"] = "a fraction"
    return Violation(codes.FIELD_TYPE, path, fields)


def _conflict(path: _Path, keys: list[str]) -> Violation:
    named = " and ".join(f"`{key}`" for key in keys)
    if len(keys) == 1:
        return Violation(codes.FIELD_UNKNOWN, (*path, *keys), {"where": place_of(path), "key": keys[0], "hint": ""})
    return Violation(codes.FIELD_CONFLICT, path, {"where": place_of(path), "keys": named})


def _chosen(branches: list[Branch]) -> Iterator[Violation]:
    """Yield what to say where any of several alternatives would do, and none is there."""
    errors = [error for branch in branches for error in branch]
    words = [error for error in errors if isinstance(error.kind, (_Kind.Enum, _Kind.Constant))]
    missing = [error.kind.property for error in errors if isinstance(error.kind, _Kind.Required)]
    types = [each for error in errors if isinstance(error.kind, _Kind.Type) for each in error.kind.types]
    if words:
        options = [option for error in words for option in options_of(error)]
        path = _path(words[0])
        problem = none_of(words[0].instance, options)
        yield Violation(codes.FIELD_VALUE, path, {"where": place_of(path), "problem": problem})
    elif missing:
        path = _path(errors[0])
        named = " and no ".join(f"`{key}`" for key in dict.fromkeys(missing))
        yield Violation(codes.FIELD_MISSING, path, {"where": place_of(path), "key": named})
    elif types:
        yield _mistyped(errors[0], _path(errors[0]), list(dict.fromkeys(types)))
