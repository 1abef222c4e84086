"""What a run would send, without sending it: what only an answer tells stands in braces."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from specloom.captures.exchange import Sent
from specloom.ir.types import JsonValue
from specloom.recording.credentials import Keyring
from specloom.recording.model import Plan
from specloom.recording.requests import RequestMaker, UnmakeableError
from specloom.recording.values import inputs_of
from specloom.scenarios.expressions import Context, Unresolved
from specloom.scenarios.model import Scenario, Step, Workflow

__all__ = ["Preview", "previews", "shown_lines"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """The request of a step."""

    scenario: str
    workflow: str
    step: Step
    sent: Sent | None
    """Credentials stand in it as `$VARIABLE`; None where it cannot be made before there are answers."""
    problem: str = ""


def previews(plan: Plan) -> Iterator[Preview]:
    """Yield the requests of a run in the order in which they would be sent, clean-up last."""
    maker = RequestMaker(keyring=Keyring.of(plan.api, plan.variables), schemas=plan.api.schemas)
    for scenario in plan.wanted:
        pairs = [(workflow, step) for workflow in scenario.workflows for step in workflow.steps]
        cleaning = [pair for pair in reversed(pairs) if pair[1].cleans]
        for workflow, step in [*(pair for pair in pairs if not pair[1].cleans), *cleaning]:
            yield _preview(maker, plan, scenario, workflow, step)


def _preview(maker: RequestMaker, plan: Plan, scenario: Scenario, workflow: Workflow, step: Step) -> Preview:
    context = Context(
        inputs=inputs_of(scenario, workflow, plan.settings.prefix),
        outputs={each.id: _unknown(each.id, each.outputs) for each in workflow.steps},
        workflows={each.id: _unknown(each.id, each.outputs) for each in scenario.workflows},
    )
    sent, problem = None, ""
    try:
        sent = maker.prepare(step, context).shown
    except (Unresolved, UnmakeableError) as error:
        problem = str(error)
    return Preview(scenario=scenario.label, workflow=workflow.id, step=step, sent=sent, problem=problem)


def _unknown(owner: str, outputs: tuple[tuple[str, object], ...]) -> Mapping[str, JsonValue]:
    return {name: f"{{{owner}.{name}}}" for name, _ in outputs}


def shown_lines(preview: Preview) -> Iterator[str]:
    """Yield the request as text: as it would be sent, but for what is not known yet."""
    sent = preview.sent
    yield f"# {preview.workflow}/{preview.step.id}"
    if sent is None:
        operation = preview.step.operation
        yield f"{operation.method} {operation.path}  (not known before there are answers: {preview.problem})"
        return
    yield f"{sent.method} {sent.url.replace('%7B', '{').replace('%7D', '}')}"
    yield from (f"{name}: {value}" for name, value in sent.headers)
    if sent.body:
        yield ""
        yield _body_text(sent.body)


def _body_text(body: bytes) -> str:
    try:
        return json.dumps(json.loads(body), ensure_ascii=False, indent=2)
    except ValueError:
        return body.decode("utf-8", "backslashreplace")
