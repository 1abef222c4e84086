"""Which operation stands in which workflow of a draft, and which in none, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from specloom.calls.model import Calls, FileInput
from specloom.ir.api import Api
from specloom.ir.ids import words
from specloom.ir.operation import ContentKind, Operation
from specloom.ir.types import JsonValue
from specloom.scenarios.draft_makers import Maker, find_makers, key_of, keys_in
from specloom.source.values import is_array, is_object

__all__ = ["Group", "Plan", "has_file", "is_reading", "make_plan"]

_READING = frozenset({"GET", "HEAD", "OPTIONS", "QUERY"})
_READING_VERBS = frozenset(
    {"get", "list", "search", "find", "query", "lookup", "count", "read", "retrieve", "fetch", "show", "describe"}
)
_ORDER = {
    method: place for place, method in enumerate(("POST", "GET", "HEAD", "OPTIONS", "QUERY", "PUT", "PATCH", "DELETE"))
}
_CREATED = "201"


@dataclass(slots=True, kw_only=True)
class Group:
    """The operations of one workflow, in order."""

    maker: Maker | None
    """What the workflow makes; None where it only reads."""
    section: str
    asks: tuple[str, ...] = ()
    """Names of the path parameters that its operations have in common, where it only reads."""
    operations: list[Operation] = field(default_factory=list[Operation])
    """Without creating and deleting."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A draft before it is written."""

    makers: Mapping[str, Maker]
    groups: tuple[Group, ...]
    """Those that make something first, by path; then those that only read, by section and by what they ask for."""
    unreached: tuple[tuple[Operation, str], ...]
    """By path; each with the reason."""


def make_plan(api: Api, calls: Calls, wanted: frozenset[str]) -> Plan:
    """Return the plan for the operations that are wanted by id; for all where none is."""
    possible: list[Operation] = []
    unreached: list[tuple[Operation, str]] = []
    for operation in api.operations:
        if wanted and operation.id not in wanted:
            continue
        reason = _impossible(operation, calls)
        if reason:
            unreached.append((operation, reason))
        else:
            possible.append(operation)
    ids = {operation.id for operation in possible}
    makers = {key: one for key, one in find_makers(api).items() if {one.create.id, one.delete.id} <= ids}
    makers = {key: one for key, one in makers.items() if not _is_made_twice(one, makers)}
    groups: dict[tuple[str, ...], Group] = {
        ("", key): Group(maker=maker, section=maker.create.section) for key, maker in makers.items()
    }
    begun = {one.id for maker in makers.values() for one in (maker.create, maker.delete)}
    for operation in (one for one in possible if one.id not in begun):
        reason = _placed(operation, makers, groups)
        if reason:
            unreached.append((operation, reason))
    for group in groups.values():
        group.operations.sort(key=lambda one: _rank(one, group.maker))
    return Plan(makers=makers, groups=tuple(groups.values()), unreached=tuple(unreached))


def _is_made_twice(maker: Maker, makers: Mapping[str, Maker]) -> bool:
    """Return whether another thing before this one is made by the same operation."""
    same = [one.key for one in makers.values() if one.create.id == maker.create.id]
    return same[0] != maker.key


def _placed(operation: Operation, makers: Mapping[str, Maker], groups: dict[tuple[str, ...], Group]) -> str:
    """Put an operation into its group; return why it belongs into none."""
    asked = list(keys_in(operation.template))
    keys = [key for _, key in asked]
    made = [key for key in keys if key in makers]
    listed = key_of(operation.template) + "/{}"
    reads = is_reading(operation)
    if made:
        missing = [name for name, _ in asked[keys.index(made[-1]) + 1 :]]
        if missing:
            return f"needs {missing[0]}, which nothing here makes"
        if not reads and not _is_bound(operation, made[-1]):
            return "makes something that nothing takes away again"
        groups["", made[-1]].operations.append(operation)
    elif listed in makers and operation.method in _READING:
        groups["", listed].operations.append(operation)
    elif reads:
        name = ("read", operation.section, *keys)
        asks = tuple(parameter for parameter, _ in asked)
        groups.setdefault(name, Group(maker=None, section=operation.section, asks=asks)).operations.append(operation)
    elif operation.method == "POST":
        return "may change something, and nothing takes it away again"
    else:
        return "changes something that this scenario did not make"
    return ""


def is_reading(operation: Operation) -> bool:
    """Return whether an operation only asks, by its method, or as a POST by its name: `searchInvoices`."""
    first = next(iter(words(operation.id)), "").lower()
    return operation.method in _READING or (operation.method == "POST" and first in _READING_VERBS)


def _is_bound(operation: Operation, key: str) -> bool:
    """Return whether what an operation does goes away with the thing that the last key of its path names."""
    below = key_of(operation.template).removeprefix(key)
    makes = operation.method == "POST" and any(response.status == _CREATED for response in operation.successes)
    return not (makes and below)


def _impossible(operation: Operation, calls: Calls) -> str:
    """Return why an operation cannot be called by a scenario at all; empty where it can."""
    made = calls.calls.get(operation.id)
    if not made:
        return "has no server that it could be sent to"
    kinds = {content.kind for response in operation.successes for content in response.contents}
    if kinds == {ContentKind.SSE}:
        return "answers with a stream that does not end"
    call = made[0]
    if call.body is not None and has_file(call.body.chosen.value):
        return "sends a file"
    if call.body is not None and call.body.chosen.fault:
        return "needs a body that could not be made up"
    faulty = [each.parameter.wire_name for each in call.arguments if each.chosen.fault]
    if faulty:
        return f"needs a value for {faulty[0]} that could not be made up"
    if operation.method not in _ORDER:
        return f"is a {operation.method}"
    named = {word.lower() for word in words(operation.id)}
    if named & {"webhook", "webhooks", "callback", "callbacks"} and operation.method not in _READING:
        return "needs an outside service that answers"
    return ""


def has_file(value: JsonValue) -> bool:
    """Return whether a value has the content of a file in it."""
    if is_object(value):
        return any(has_file(each) for each in value.values())
    if is_array(value):
        return any(has_file(each) for each in value)
    return isinstance(value, FileInput)


def _rank(operation: Operation, maker: Maker | None) -> tuple[int, str, int]:
    """Return what operations of a group are sorted by: what is made is read first, and listed last."""
    path = key_of(operation.template)
    if maker is not None and path == maker.key:
        stage = 0 if operation.method in _READING else 2
    elif maker is not None and not path.startswith(f"{maker.key}/"):
        stage = 3
    else:
        stage = 1
    return stage, path, _ORDER[operation.method]
