"""The values that expressions name at one moment of a run."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.calls.values import is_object
from specloom.ir.types import JsonValue
from specloom.recording.safety import PREFIX
from specloom.recording.stage import Stage
from specloom.scenarios.expressions import Context, Unresolved, resolve
from specloom.scenarios.model import Expression, Scenario, Workflow

__all__ = ["context_of", "inputs_of", "missing_inputs", "outputs_of"]


def inputs_of(scenario: Scenario, workflow: Workflow, prefix: str) -> dict[str, JsonValue]:
    """Return the inputs of a workflow: what the config gives, else their defaults; and the prefix."""
    given = {name: value for name, value in scenario.inputs.items() if name in _stated(workflow)}
    defaults = {
        name: schema["default"]
        for name, schema in _stated(workflow).items()
        if is_object(schema) and "default" in schema
    }
    return {**defaults, **given, PREFIX: prefix}


def missing_inputs(scenario: Scenario, workflow: Workflow) -> list[str]:
    """Return the inputs that nothing gives, and that the workflow requires."""
    required = workflow.inputs.get("required") if is_object(workflow.inputs) else None
    given = inputs_of(scenario, workflow, "")
    return [str(name) for name in required or () if name not in given]


def _stated(workflow: Workflow) -> Mapping[str, JsonValue]:
    properties = workflow.inputs.get("properties") if is_object(workflow.inputs) else None
    return properties if is_object(properties) else {}


def context_of(stage: Stage, scenario: Scenario, workflow: Workflow) -> Context:
    """Return what the steps of a workflow can name now."""
    past = stage.ledger.history.of(scenario.label)
    return Context(
        inputs=inputs_of(scenario, workflow, stage.marker.text),
        outputs={step: outputs for (owner, step), outputs in past.outputs.items() if owner == workflow.id},
        workflows=past.workflows,
    )


def outputs_of(stated: tuple[tuple[str, Expression], ...], context: Context) -> tuple[dict[str, JsonValue], str]:
    """Return the outputs that have a value, and why one has none; empty where all have."""
    found: dict[str, JsonValue] = {}
    problem = ""
    for name, expression in stated:
        try:
            found[name] = resolve(expression, context)
        except Unresolved as error:
            problem = problem or f"the output {name!r}: {error}"
    return found, problem
