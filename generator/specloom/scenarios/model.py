"""Scenarios: steps in an order that makes sense to an API, as the documents of Arazzo 1.0 tell them.

What specloom runs of Arazzo is a subset; whatever else stands in a document is a finding. Values that a step gives hold
expressions where the document has them, and plain JSON everywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from specloom.diagnostics import Location
from specloom.ir.operation import Operation, ParameterLocation
from specloom.ir.types import JsonValue

__all__ = [
    "Criterion",
    "CriterionKind",
    "Expression",
    "Given",
    "OnFailure",
    "OnSuccess",
    "Payload",
    "Scenario",
    "Source",
    "Step",
    "Template",
    "Value",
    "Workflow",
]


class Source(StrEnum):
    """Where an expression takes its value from (Arazzo 1.0 §4.7)."""

    INPUTS = "inputs"
    """`$inputs.name`"""
    STEPS = "steps"
    """`$steps.stepId.outputs.name`"""
    WORKFLOWS = "workflows"
    """`$workflows.workflowId.outputs.name`: of a workflow that ran before."""
    URL = "url"
    METHOD = "method"
    STATUS_CODE = "statusCode"
    REQUEST_HEADER = "request.header"
    REQUEST_QUERY = "request.query"
    REQUEST_PATH = "request.path"
    REQUEST_BODY = "request.body"
    RESPONSE_HEADER = "response.header"
    RESPONSE_BODY = "response.body"


@dataclass(frozen=True, slots=True, kw_only=True)
class Expression:
    """A runtime expression."""

    text: str
    """As written: `$response.body#/id`."""
    source: Source
    owner: str = ""
    """The step or workflow whose output it is."""
    name: str = ""
    """Of the input, the output, the header or the parameter."""
    pointer: str = ""
    """JSON pointer into a body, an input or an output; empty for the whole."""


@dataclass(frozen=True, slots=True)
class Template:
    """Text with expressions in it: `Bearer {$inputs.token}`."""

    pieces: tuple[str | Expression, ...]


Value = JsonValue
"""A JSON value in which an `Expression` or a `Template` may stand wherever a string may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A parameter that a step gives."""

    name: str
    location: ParameterLocation | None
    """None: the operation has one parameter of this name."""
    value: Value
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """The body that a step sends."""

    media_type: str
    """Empty: the operation's first."""
    value: Value
    """With the replacements of the document already in it."""
    origin: Location


class CriterionKind(StrEnum):
    """How a criterion is told (Arazzo 1.0 §4.6.8)."""

    SIMPLE = "simple"
    JSONPATH = "jsonpath"
    REGEX = "regex"


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """What must hold after a step."""

    kind: CriterionKind
    condition: str
    """As written; it has been read once, without a fault."""
    context: Expression | None
    """What a JSONPath or regular expression looks at."""
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class OnSuccess:
    """When to end the workflow after a step whose criteria hold, well: no further step runs but the clean-up."""

    name: str
    criteria: tuple[Criterion, ...]
    """Only where these hold; none: always."""
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class OnFailure:
    """What to do when a step's criteria do not hold."""

    name: str
    retries: int
    """How often to try again; 0: end the workflow."""
    wait: float
    """Seconds before each try."""
    criteria: tuple[Criterion, ...]
    """Only where these hold; none: always."""
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A call of one operation."""

    id: str
    operation: Operation
    description: str = ""
    given: tuple[Given, ...] = ()
    """Those of the workflow as well, where the step has no other."""
    payload: Payload | None = None
    criteria: tuple[Criterion, ...] = ()
    """None: any documented 2xx answer is a success."""
    on_success: tuple[OnSuccess, ...] = ()
    """The step's own first, then those of the workflow that it has no other of the same name for."""
    on_failure: tuple[OnFailure, ...] = ()
    """Likewise; the first whose criteria hold counts, and none means: end the workflow."""
    outputs: tuple[tuple[str, Expression], ...] = ()
    cleans: str = ""
    """The step whose work this one takes away again (`x-specloom-cleanup: stepId`). It runs whatever happened since,
    once that step was begun; after all others, the last first."""
    is_captured: bool = True
    """False (`x-specloom-capture: false`): its exchange is not kept."""
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Workflow:
    """Steps in order."""

    id: str
    summary: str = ""
    description: str = ""
    inputs: JsonValue = None
    """A JSON Schema; its properties may have defaults."""
    steps: tuple[Step, ...]
    outputs: tuple[tuple[str, Expression], ...] = ()
    after: tuple[str, ...] = ()
    """Ids of workflows that must have run (`dependsOn`)."""
    origin: Location


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """One Arazzo document."""

    label: str
    """Its file, as generated text names it: relative to the config."""
    title: str
    summary: str = ""
    description: str = ""
    workflows: tuple[Workflow, ...]
    """In an order in which they can run."""
    inputs: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    """What the config gives to inputs of workflows, by name."""
