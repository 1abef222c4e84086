"""Workflows (Arazzo 1.0 §4.6.4): nodes in, `Workflow`s out, in an order in which they can run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specloom.ir.types import JsonValue
from specloom.scenarios.actions import failures_in, successes_in
from specloom.scenarios.model import Given, Step, Workflow
from specloom.scenarios.reading import Reading
from specloom.scenarios.requests import fits, given_in
from specloom.scenarios.scope import Moment, Scope
from specloom.scenarios.steps import CLEANUP, ForAll, outputs_in, read_step
from specloom.source import Node
from specloom.source.values import is_object

__all__ = ["input_names", "read_workflows"]

PREFIX = "prefix"
"""The input that every workflow has: what the names of created things begin with (`captures.prefix` of the config)."""

_MOST = 1000
_KEYS = (
    *("workflowId", "summary", "description", "inputs", "dependsOn", "parameters", "steps"),
    *("successActions", "failureActions", "outputs"),
)
_INPUTS = "#/components/inputs/"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outline:
    """What other workflows need to know of one, before it is read."""

    node: Node
    outputs: tuple[str, ...]
    needs: tuple[str, ...]
    is_right: bool
    """As far as can be told from its outside."""


def read_workflows(root: Node, reading: Reading) -> tuple[Workflow, ...]:
    """Return the workflows of a document that are right, and that need only such; each after those that it needs."""
    listed = list(reading.faults.objects(root, "workflows"))
    if not listed:
        reading.faults.invalid(root.location, "the document has no workflows", "add one to `workflows`")
    if len(listed) > _MOST:
        reading.faults.invalid(root.location, f"the document has more than {_MOST} workflows", "make several of it")
        return ()
    outlines = _outlines(listed, reading)
    order = _order(outlines, reading)
    found: dict[str, Workflow] = {}
    for identifier in order:
        outline = outlines[identifier]
        before = _needed(identifier, outlines)
        workflow = _workflow(outline, identifier, outlines, before, reading)
        if workflow is not None and outline.is_right and all(each in found for each in outline.needs):
            found[identifier] = workflow
    return tuple(found.values())


def _outlines(listed: list[Node], reading: Reading) -> dict[str, _Outline]:
    outlines: dict[str, _Outline] = {}
    for node in listed:
        before = reading.faults.count
        if not reading.faults.is_object(node, "a workflow", _KEYS):
            continue
        identifier = reading.faults.identifier(node, "workflowId")
        if identifier in outlines:
            problem = f"a workflow before this one is called {identifier!r}, too"
            reading.faults.invalid((node.get("workflowId") or node).location, problem, "rename one of the two")
        elif identifier:
            needs = tuple(
                each.value for each in reading.faults.objects(node, "dependsOn") if isinstance(each.value, str)
            )
            is_right = reading.faults.count == before
            outlines[identifier] = _Outline(
                node=node, outputs=_keys(node.get("outputs")), needs=needs, is_right=is_right
            )
    return outlines


def _keys(node: Node | None) -> tuple[str, ...]:
    return tuple(key for key, _ in node.members()) if node is not None else ()


def _needed(identifier: str, outlines: Mapping[str, _Outline]) -> frozenset[str]:
    """Return all workflows that run before one, at whatever remove."""
    found: set[str] = set()
    waiting = list(outlines[identifier].needs)
    while waiting:
        each = waiting.pop()
        if each in outlines and each not in found:
            found.add(each)
            waiting += outlines[each].needs
    return frozenset(found)


def _order(outlines: Mapping[str, _Outline], reading: Reading) -> list[str]:
    """Return the ids of the workflows, each after those that it needs, else as written; report what can have no order."""
    for outline in outlines.values():
        for each in reading.faults.objects(outline.node, "dependsOn"):
            if not isinstance(each.value, str):
                reading.faults.invalid(each.location, "`dependsOn` must be a list of workflowIds")
            elif each.value.startswith("$sourceDescriptions."):
                fix = "put both workflows into one document"
                reading.faults.unsupported(each.location, "a workflow of another document", fix)
            elif each.value not in outlines:
                reading.faults.unknown(each.location, "workflow", each.value, outlines)
    order: dict[str, None] = {}
    waiting = list(outlines)
    while waiting:
        ready = [one for one in waiting if all(each in order for each in outlines[one].needs if each in outlines)]
        if not ready:
            _report_ring(waiting, outlines, reading)
            break
        order[ready[0]] = None
        waiting.remove(ready[0])
    return list(order)


def _report_ring(waiting: list[str], outlines: Mapping[str, _Outline], reading: Reading) -> None:
    for identifier in waiting:
        if identifier in _needed(identifier, outlines):
            node = outlines[identifier].node
            place = (node.get("dependsOn") or node).location
            problem = f"the workflow {identifier} depends on itself, directly or through others"
            reading.faults.invalid(place, problem, "let one of them not depend on the next")


def _workflow(
    outline: _Outline, identifier: str, all_: Mapping[str, _Outline], needed: frozenset[str], reading: Reading
) -> Workflow | None:
    node, faults = outline.node, reading.faults
    before = faults.count
    inputs = _inputs(node, reading)
    listed = [each for each in faults.objects(node, "steps") if is_object(each.value)]
    scope = Scope(
        faults=faults,
        inputs=frozenset([PREFIX, *input_names(inputs)]),
        workflows={key: each.outputs for key, each in all_.items()},
        before=needed,
        coming={each.text("stepId"): _keys(each.get("outputs")) for each in listed if each.text("stepId")},
        cleaning=frozenset(each.text("stepId") for each in listed if CLEANUP in each.value),
    )
    steps = _steps(node, reading, scope)
    workflow = Workflow(
        id=identifier,
        summary=faults.text(node, "summary"),
        description=faults.text(node, "description"),
        inputs=inputs,
        steps=tuple(steps),
        outputs=outputs_in(node, reading, scope, Moment.END),
        after=outline.needs,
        origin=node.location,
    )
    return workflow if faults.count == before else None


def _steps(node: Node, reading: Reading, scope: Scope) -> list[Step]:
    for_all = ForAll(
        given=tuple(given_in(node, reading, scope)),
        on_success=successes_in(node, "successActions", reading, scope),
        on_failure=failures_in(node, "failureActions", reading, scope),
    )
    steps: list[Step] = []
    seen: set[str] = set()
    listed = list(reading.faults.objects(node, "steps"))
    if not listed:
        reading.faults.invalid(node.location, "the workflow has no steps", "add one to `steps`")
    for each in listed:
        step, identifier = read_step(each, reading, scope, for_all), each.text("stepId")
        if identifier in seen:
            problem = f"a step before this one is called {identifier[:60]!r}, too"
            reading.faults.invalid((each.get("stepId") or each).location, problem, "rename one of the two")
        seen |= {identifier} - {""}
        scope.ran |= {identifier} - scope.cleaning
        if step is not None:
            steps.append(step)
    if len(steps) == len(listed):
        _check_use(for_all.given, steps, reading)
    return steps


def _check_use(given: tuple[Given, ...], steps: list[Step], reading: Reading) -> None:
    """Report a parameter of a workflow that none of its steps takes."""
    for each in given:
        if not any(fits(each, step.operation) for step in steps):
            known = {one.wire_name for step in steps for one in step.operation.parameters}
            reading.faults.unknown(each.origin, "parameter of the steps", each.name, known)


def _inputs(node: Node, reading: Reading) -> JsonValue:
    """Return the JSON Schema of the inputs, components in their place."""
    inputs = node.get("inputs")
    if inputs is None:
        return None
    schema = _followed(inputs, reading)
    if schema is None or not is_object(schema.value):
        if schema is not None:
            reading.faults.invalid(inputs.location, "`inputs` must be a JSON Schema: an object")
        return None
    properties = {key: _followed(each, reading) for key, each in _members(schema.get("properties"))}
    if not properties:
        return schema.value
    return {**schema.value, "properties": {key: each.value for key, each in properties.items() if each is not None}}


def _members(node: Node | None) -> Iterator[tuple[str, Node]]:
    yield from node.members() if node is not None else ()


def _followed(node: Node, reading: Reading) -> Node | None:
    """Return the component that a `$ref` leads to, or the node itself; None where it leads to nothing, which is told."""
    reference = node.text("$ref")
    if not reference:
        return node
    if not reference.startswith(_INPUTS):
        problem = f"{reference[:80]!r} leads to no component"
        reading.faults.invalid(node.location, problem, f"write {_INPUTS}NAME, or write the schema out")
        return None
    return reading.component("inputs", reference.removeprefix(_INPUTS), node)


def input_names(inputs: JsonValue) -> list[str]:
    """Return the names of the inputs that a JSON Schema describes."""
    properties = inputs.get("properties") if is_object(inputs) else None
    return list(properties) if is_object(properties) else []
