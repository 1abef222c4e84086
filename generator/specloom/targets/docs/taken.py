"""Says of each value that a step takes from elsewhere where that is: the runtime expressions of Arazzo 1.0 §4.7, in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specloom.calls.values import is_array, is_object
from specloom.diagnostics.pointer import escape_token, tokens_of
from specloom.scenarios.model import Expression, Scenario, Source, Step, Template, Value, Workflow
from specloom.targets.docs.markdown import MdCode
from specloom.targets.docs.tutorial_views import Taken

__all__ = ["taken_values"]


@dataclass(frozen=True, slots=True)
class _Found:
    place: str
    expression: Expression
    is_part: bool


def taken_values(step: Step, workflow: Workflow, scenario: Scenario) -> tuple[Taken, ...]:
    """Return what a step takes from elsewhere: its parameters' values first, then those in its body."""
    found = [one for each in step.given for one in _found(each.value, each.name, "")]
    found += _found(step.payload.value, "", "") if step.payload is not None else []
    return tuple(_told(each, workflow, scenario) for each in found)


def _found(value: Value, name: str, pointer: str) -> Iterator[_Found]:
    """Yield the expressions in a value, each with its place. Does not recurse."""
    waiting: list[tuple[Value, str]] = [(value, pointer)]
    while waiting:
        node, place = waiting.pop(0)
        if isinstance(node, Expression):
            yield _Found(_named(name, place), node, is_part=False)
        elif isinstance(node, Template):
            for piece in node.pieces:
                if isinstance(piece, Expression):
                    yield _Found(_named(name, place), piece, is_part=True)
        elif is_object(node):
            waiting += [(each, f"{place}/{escape_token(key)}") for key, each in node.items()]
        elif is_array(node):
            waiting += [(each, f"{place}/{index}") for index, each in enumerate(node)]


def _named(name: str, pointer: str) -> str:
    """Return how a place is told: a property at the top by its name, what is deeper by its pointer."""
    steps = tokens_of(pointer)
    return name + pointer if name or len(steps) != 1 else steps[0]


def _told(found: _Found, workflow: Workflow, scenario: Scenario) -> Taken:
    expression = found.expression
    place, is_part = MdCode(found.place or "the body"), found.is_part
    match expression.source:
        case Source.STEPS:
            steps = {each.id: dict(each.outputs) for each in workflow.steps}
            name = _output(expression, steps.get(expression.owner, {}))
            return Taken(place=place, is_part=is_part, name=MdCode(name), step=MdCode(expression.owner))
        case Source.WORKFLOWS:
            flows = {each.id: dict(each.outputs) for each in scenario.workflows}
            name = _output(expression, flows.get(expression.owner, {}))
            return Taken(place=place, is_part=is_part, name=MdCode(name), workflow=MdCode(expression.owner))
        case Source.INPUTS:
            return Taken(place=place, is_part=is_part, name=MdCode(expression.name + expression.pointer), is_input=True)
        case _:
            return Taken(place=place, is_part=is_part, name=MdCode(expression.text))


def _output(expression: Expression, outputs: dict[str, Expression]) -> str:
    """Return what an output is: where it is a property of an answer, that; else its name."""
    output = outputs.get(expression.name)
    if output is None or output.source is not Source.RESPONSE_BODY:
        return expression.name + expression.pointer
    return _named("", output.pointer + expression.pointer) or expression.name
