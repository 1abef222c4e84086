"""Scenarios that would take away what their run did not make: found before anything is sent."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.ir.operation import ParameterLocation
from specloom.scenarios.expressions import expressions_in
from specloom.scenarios.model import Expression, Scenario, Source, Step, Workflow

__all__ = ["PREFIX", "creates", "unsafe_steps", "uses_prefix"]

PREFIX = "prefix"
"""The input of every workflow that what is made begins its name with."""
_DELETES = "DELETE"
_MAKES = frozenset({"POST", "PUT"})
_PLACES = (ParameterLocation.PATH, ParameterLocation.QUERY, None)


def unsafe_steps(scenario: Scenario) -> Iterator[tuple[Workflow, Step, str]]:
    """Yield the steps that could delete something else than what the run made, and why they could.

    What a step deletes must be named by an output of a step that makes things, or begin with `$inputs.prefix`.
    """
    for workflow in scenario.workflows:
        for step in workflow.steps:
            if (step.operation.method == _DELETES or step.cleans) and not _is_of_run(step, workflow, scenario):
                yield (
                    workflow,
                    step,
                    "nothing in its address is an output of a step that creates, or holds `$inputs.prefix`",
                )


def uses_prefix(step: Step) -> bool:
    """Return whether the request of a step carries the name that only this run gives."""
    values = [given.value for given in step.given] + ([step.payload.value] if step.payload else [])
    return any(_is_prefix(each) for value in values for each in expressions_in(value))


def creates(step: Step) -> bool:
    """Return whether a step makes something, as far as its method tells."""
    return step.operation.method in _MAKES


def _is_of_run(step: Step, workflow: Workflow, scenario: Scenario) -> bool:
    values = (given.value for given in step.given if given.location in _PLACES)
    return any(_is_made(each, workflow, scenario) for value in values for each in expressions_in(value))


def _is_made(expression: Expression, workflow: Workflow, scenario: Scenario) -> bool:
    """Return whether the value is the run's own: its prefix, or an answer to a request that made something."""
    if _is_prefix(expression):
        return True
    if expression.source is Source.STEPS:
        return any(step.id == expression.owner and creates(step) for step in workflow.steps)
    if expression.source is Source.WORKFLOWS:
        other = next((each for each in scenario.workflows if each.id == expression.owner), None)
        outputs = dict(other.outputs) if other is not None else {}
        return other is not None and expression.name in outputs and _is_made(outputs[expression.name], other, scenario)
    return False


def _is_prefix(expression: Expression) -> bool:
    return expression.source is Source.INPUTS and expression.name == PREFIX
