"""What a request made that got no answer: looked for by the name that only this run gives."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from specloom.calls.values import is_array, is_object
from specloom.captures.exchange import Answered, Exchange
from specloom.ir.api import Api
from specloom.ir.operation import Operation
from specloom.ir.types import JsonValue
from specloom.recording.attempt import Sending
from specloom.recording.requests import RequestMaker
from specloom.recording.safety import uses_prefix
from specloom.recording.send import NoAnswerError
from specloom.scenarios.expressions import Context
from specloom.scenarios.model import Step

__all__ = ["Finding", "Search", "Trace"]

_DEEPEST = 12


class Finding(StrEnum):
    """What is known of a request in doubt."""

    MADE = "made"
    NOT_MADE = "not made"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Trace:
    """What a search came to."""

    finding: Finding
    exchange: Exchange | None = None
    """For MADE: as if the request had been answered with what was found."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Search:
    """Looks for things in the lists of an API."""

    api: Api
    maker: RequestMaker
    sending: Sending

    def look(self, step: Step, context: Context) -> Trace:
        """Return whether the thing that a step makes is there.

        The list is the GET of the path that the step posts to; only a name that the step gave, and that has the run's
        own word in it, tells a thing of this run from any other.
        """
        lister = next((each for each in self.api.operations if _lists(each, step)), None)
        if lister is None or not uses_prefix(step):
            return Trace(Finding.UNKNOWN)
        prepared = self.maker.prepare(step, context)
        names = {name for name in _strings(_given(prepared.shown.body)) if str(context.inputs["prefix"]) in name}
        found = self._listed(lister, step, context)
        if found is None or not names:
            return Trace(Finding.UNKNOWN)
        thing = next((each for each in _things(found, 0) if any(item in names for item in _texts(each))), None)
        if thing is None:
            return Trace(Finding.UNKNOWN if lister.pagination else Finding.NOT_MADE)
        answered = Answered(
            status=200, headers=(("Content-Type", "application/json"),), body=json.dumps(thing).encode()
        )
        sent = prepared.sent(self.sending.keyring)
        return Trace(Finding.MADE, Exchange(sent=sent, answered=answered, path_values=prepared.path_values))

    def _listed(self, lister: Operation, step: Step, context: Context) -> JsonValue:
        """Return what the list answers; None where it cannot be asked, or is no JSON."""
        given = tuple(each for each in step.given if any(each.name == one.wire_name for one in lister.parameters))
        try:
            prepared = self.maker.prepare(replace(step, operation=lister, given=given, payload=None), context)
            asking = replace(step, operation=lister, criteria=(), on_failure=())
            attempt = self.sending.attempt(asking, prepared, context)
        except (ValueError, NoAnswerError):
            return None
        if attempt.exchange is None or not attempt.is_success:
            return None
        return _given(attempt.exchange.answered.body)


def _lists(operation: Operation, step: Step) -> bool:
    return (
        operation.method == "GET"
        and operation.path == step.operation.path
        and not any(each.required and not _is_given(each.wire_name, step) for each in operation.parameters)
    )


def _is_given(name: str, step: Step) -> bool:
    return any(given.name == name for given in step.given)


def _given(body: bytes) -> JsonValue:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _strings(value: JsonValue) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif is_object(value):
        for item in value.values():
            yield from _strings(item)
    elif is_array(value):
        for item in value:
            yield from _strings(item)


def _texts(thing: dict[str, JsonValue]) -> Iterator[str]:
    return (item for item in thing.values() if isinstance(item, str))


def _things(value: JsonValue, depth: int) -> Iterator[dict[str, JsonValue]]:
    """Yield every object in a list, the outer ones first."""
    if depth > _DEEPEST:
        return
    if is_object(value):
        yield value
    for item in value.values() if is_object(value) else value if is_array(value) else ():
        yield from _things(item, depth + 1)
