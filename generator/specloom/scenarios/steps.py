"""Steps (Arazzo 1.0 §4.6.5): nodes in, `Step`s out, each checked against its operation and against those before it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from specloom.diagnostics import Location
from specloom.ir.operation import Operation
from specloom.scenarios.actions import criteria_in, failures_in, successes_in
from specloom.scenarios.model import Expression, Given, OnFailure, OnSuccess, Step
from specloom.scenarios.operations import operation_of
from specloom.scenarios.reading import Reading
from specloom.scenarios.requests import check_required, fits, given_in, payload_of
from specloom.scenarios.scope import Moment, Scope
from specloom.source import Node
from specloom.source.values import is_object, kind_of

__all__ = ["CLEANUP", "ForAll", "outputs_in", "read_step"]

_Action = TypeVar("_Action", OnSuccess, OnFailure)

CLEANUP = "x-specloom-cleanup"
_CAPTURE = "x-specloom-capture"
_KEYS = (
    *("stepId", "description", "operationId", "operationPath", "workflowId", "parameters", "requestBody"),
    *("successCriteria", "onSuccess", "onFailure", "outputs", CLEANUP, _CAPTURE),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForAll:
    """What a workflow says for all of its steps."""

    given: tuple[Given, ...] = ()
    on_success: tuple[OnSuccess, ...] = ()
    on_failure: tuple[OnFailure, ...] = ()


def read_step(node: Node, reading: Reading, scope: Scope, for_all: ForAll) -> Step | None:
    """Return a step; None where it is wrong, which is told."""
    faults = reading.faults
    if not faults.is_object(node, "a step", _KEYS):
        return None
    before = faults.count
    identifier = faults.identifier(node, "stepId")
    operation = operation_of(node, reading)
    given = given_in(node, reading, scope)
    if operation is None:
        return None
    given += _inherited(given, for_all.given, operation)
    check_required(given, operation, node.location, faults)
    successes = successes_in(node, "onSuccess", reading, scope)
    failures = failures_in(node, "onFailure", reading, scope)
    step = Step(
        id=identifier,
        operation=operation,
        description=faults.text(node, "description"),
        given=tuple(given),
        payload=payload_of(node, operation, reading, scope),
        criteria=criteria_in(node, "successCriteria", reading, scope),
        on_success=(*successes, *_others(successes, for_all.on_success)),
        on_failure=(*failures, *_others(failures, for_all.on_failure)),
        outputs=outputs_in(node, reading, scope, Moment.AFTER),
        cleans=_cleans(node, reading, scope),
        is_captured=_is_captured(node, reading),
        origin=node.location,
    )
    return step if faults.count == before else None


def _inherited(own: Sequence[Given], of_workflow: Iterable[Given], operation: Operation) -> list[Given]:
    """Return the workflow's parameters that the operation takes and the step gives no other value for."""
    taken = {(one.location, one.wire_name) for given in own for one in fits(given, operation)}
    inherited: list[Given] = []
    for given in of_workflow:
        meant = fits(given, operation)
        if meant and not any((one.location, one.wire_name) in taken for one in meant):
            inherited.append(given)
    return inherited


def _others(own: Iterable[_Action], of_workflow: Sequence[_Action]) -> list[_Action]:
    names = {each.name for each in own}
    return [each for each in of_workflow if each.name not in names]


def outputs_in(node: Node, reading: Reading, scope: Scope, moment: Moment) -> tuple[tuple[str, Expression], ...]:
    """Return the outputs of a step or a workflow; what is wrong is told and left out."""
    listed = node.get("outputs")
    if listed is None:
        return ()
    if not is_object(listed.value):
        reading.faults.invalid(listed.location, f"`outputs` must be an object, and this is {kind_of(listed.value)}")
    found: list[tuple[str, Expression]] = []
    for name, each in listed.members():
        expression = scope.expression(each, moment)
        if not (name.isascii() and name.replace("-", "").replace("_", "").isalnum()):
            problem = f"{name[:60]!r} is no name of an output: letters, digits, hyphens and underscores"
            reading.faults.invalid(each.location, problem, "rename it")
        elif expression is not None:
            found.append((name, expression))
    return tuple(found)


def _cleans(node: Node, reading: Reading, scope: Scope) -> str:
    target = reading.faults.text(node, CLEANUP)
    place = (node.get(CLEANUP) or node).location
    if target and target not in scope.coming:
        reading.faults.unknown(place, "step", target, scope.coming)
    elif target and target not in scope.ran:
        _tell_order(target, place, reading, scope)
    return target


def _tell_order(target: str, place: Location, reading: Reading, scope: Scope) -> None:
    if target in scope.cleaning:
        problem = f"the step {target} cleans up itself"
        reading.faults.invalid(place, problem, "name the step whose work is to be taken away")
    else:
        problem = f"the step {target} stands behind the step that cleans up after it"
        reading.faults.invalid(place, problem, "move this step behind it")


def _is_captured(node: Node, reading: Reading) -> bool:
    found = node.get(_CAPTURE)
    if found is not None and not isinstance(found.value, bool):
        reading.faults.invalid(found.location, f"`{_CAPTURE}` must be true or false")
    return found is None or found.value is not False
