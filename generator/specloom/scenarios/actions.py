"""Criteria (Arazzo 1.0 §4.6.11) and what follows them: success and failure actions (§4.6.7, §4.6.8)."""

from __future__ import annotations

import math
from collections.abc import Iterator

from specloom.scenarios.criteria import check_condition, expressions_of
from specloom.scenarios.model import Criterion, CriterionKind, OnFailure, OnSuccess
from specloom.scenarios.reading import Reading
from specloom.scenarios.scope import Moment, Scope
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["criteria_in", "failures_in", "successes_in"]

_CRITERION_KEYS = ("context", "condition", "type")
_SUCCESS_KEYS = ("name", "type", "workflowId", "stepId", "criteria")
_FAILURE_KEYS = (*_SUCCESS_KEYS, "retryAfter", "retryLimit")
_MOST_TRIES = 100
_LONGEST_WAIT = 3600


def criteria_in(node: Node, key: str, reading: Reading, scope: Scope) -> tuple[Criterion, ...]:
    """Return the criteria of a list; what is wrong is told and left out."""
    listed = (_criterion(each, reading, scope) for each in reading.faults.objects(node, key))
    return tuple(each for each in listed if each is not None)


def _criterion(node: Node, reading: Reading, scope: Scope) -> Criterion | None:
    faults = reading.faults
    if not faults.is_object(node, "a criterion", _CRITERION_KEYS):
        return None
    kind = _kind(node, reading)
    condition = faults.text(node, "condition", is_needed=True)
    named = node.get("context")
    context = scope.expression(named, Moment.AFTER) if named is not None else None
    if kind is None or not condition:
        return None
    place = node.get("condition") or node
    if kind is not CriterionKind.SIMPLE and named is None:
        faults.invalid(
            node.location, f"a criterion of type {kind} needs a `context`", "add it: context: $response.body"
        )
    problem = check_condition(kind, condition)
    if problem:
        faults.invalid(place.location, problem, "correct the condition")
        return None
    criterion = Criterion(kind=kind, condition=condition, context=context, origin=node.location)
    if kind is CriterionKind.SIMPLE:
        scope.check(expressions_of(criterion), place.location, Moment.AFTER)
    return criterion


def _kind(node: Node, reading: Reading) -> CriterionKind | None:
    """Return the kind of a criterion, which may be told as an object with a version (§4.6.12)."""
    told = node.get("type")
    if told is None:
        return CriterionKind.SIMPLE
    name = told.value.get("type") if is_object(told.value) else told.value
    if name == "xpath":
        reading.faults.unsupported(told.location, "a criterion of type xpath", "write it as a regular expression")
    elif name in {kind.value for kind in CriterionKind}:
        return CriterionKind(name)
    else:
        reading.faults.invalid(told.location, "the type of a criterion is simple, jsonpath or regex")
    return None


def successes_in(node: Node, key: str, reading: Reading, scope: Scope) -> tuple[OnSuccess, ...]:
    """Return the success actions of a list; what is wrong is told and left out."""
    return tuple(
        OnSuccess(name=name, criteria=criteria_in(action, "criteria", reading, scope), origin=action.location)
        for name, action in _actions(node, key, "successActions", reading)
    )


def failures_in(node: Node, key: str, reading: Reading, scope: Scope) -> tuple[OnFailure, ...]:
    """Return the failure actions of a list; what is wrong is told and left out."""
    found: list[OnFailure] = []
    for name, action in _actions(node, key, "failureActions", reading):
        criteria = criteria_in(action, "criteria", reading, scope)
        retries, wait = _retrying(action, reading)
        found.append(OnFailure(name=name, retries=retries, wait=wait, criteria=criteria, origin=action.location))
    return tuple(found)


def _actions(node: Node, key: str, kind: str, reading: Reading) -> Iterator[tuple[str, Node]]:
    """Yield name and node of each action that specloom runs, components followed."""
    known = _FAILURE_KEYS if kind == "failureActions" else _SUCCESS_KEYS
    for each in reading.faults.objects(node, key):
        action = reading.followed(each, kind)
        if action is None or not reading.faults.is_object(action, "an action", known):
            continue
        name = reading.faults.text(action, "name", is_needed=True)
        if _is_known(action, kind, reading):
            yield name, action


def _is_known(action: Node, kind: str, reading: Reading) -> bool:
    """Return whether an action is of a type that specloom runs; report one that is not."""
    type_ = reading.faults.text(action, "type", is_needed=True)
    is_failure = kind == "failureActions"
    if type_ == "goto":
        fix = "write the steps in the order in which they run, or make two workflows of them"
        reading.faults.unsupported((action.get("type") or action).location, "an action of type goto", fix)
        return False
    if type_ and type_ not in (("end", "retry") if is_failure else ("end",)):
        known = "end or retry" if is_failure else "end"
        reading.faults.invalid((action.get("type") or action).location, f"the type of this action must be {known}")
        return False
    for key in ("stepId", "workflowId"):
        led = action.get(key)
        if led is not None:
            fix = f"remove `{key}`"
            reading.faults.unsupported(led.location, f"an action that leads to another {key.removesuffix('Id')}", fix)
            return False
    return bool(type_)


def _retrying(action: Node, reading: Reading) -> tuple[int, float]:
    """Return how often an action tries again and how long it waits before; once, and not at all, where nothing is said."""
    if action.text("type") != "retry":
        return 0, 0
    limit, after = action.get("retryLimit"), action.get("retryAfter")
    retries, wait = (1 if limit is None else limit.value), (0 if after is None else after.value)
    if not isinstance(retries, int) or isinstance(retries, bool) or not 0 <= retries <= _MOST_TRIES:
        place = limit or action
        reading.faults.invalid(place.location, f"`retryLimit` must be a whole number from 0 to {_MOST_TRIES}")
        retries = 0
    if (
        not isinstance(wait, (int, float))
        or isinstance(wait, bool)
        or not math.isfinite(wait)
        or not 0 <= wait <= _LONGEST_WAIT
    ):
        place = after or action
        reading.faults.invalid(place.location, f"`retryAfter` must be a number of seconds from 0 to {_LONGEST_WAIT}")
        wait = 0
    return retries, float(wait)
