"""Plans the tutorials: a page for each scenario, and a list of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from specloom.calls.captured import file_captures
from specloom.calls.values import is_object
from specloom.ir.types import JsonValue
from specloom.scenarios.model import Scenario, Step, Workflow
from specloom.targets.base import EmbeddedSnippet, PlanInput
from specloom.targets.docs.captured import captured_answers
from specloom.targets.docs.markdown import MdCode, MdFence, MdInline, MdLink, MdPlain, MdText, YamlString
from specloom.targets.docs.names import INDEX, TUTORIALS, PageNames
from specloom.targets.docs.taken import taken_values
from specloom.targets.docs.tutorial_views import (
    TutorialIndex,
    TutorialInput,
    TutorialPage,
    TutorialRow,
    TutorialStep,
    TutorialWorkflow,
)
from specloom.targets.docs.views import CodeExample

__all__ = ["list_tutorials", "plan_tutorials"]


def plan_tutorials(given: PlanInput, names: PageNames) -> Iterator[TutorialPage | TutorialIndex]:
    """Yield the pages of all scenarios, and the list of them; nothing where there are none."""
    if given.scenarios:
        rows = list_tutorials(given.scenarios, names, TUTORIALS)
        yield TutorialIndex(path=TUTORIALS, tutorials=rows, index_link=MdLink(TUTORIALS, INDEX))
    for scenario in given.scenarios:
        yield _Planner(given=given, names=names, here=names.tutorials[scenario.label]).plan(scenario)


def list_tutorials(scenarios: Iterable[Scenario], names: PageNames, here: str) -> tuple[TutorialRow, ...]:
    """Return the tutorials as a list on the page `here`."""
    return tuple(
        TutorialRow(
            title=MdPlain(each.title),
            page=MdLink(here, names.tutorials[each.label]),
            summary=_inline(each.summary),
        )
        for each in scenarios
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Planner:
    given: PlanInput
    names: PageNames
    here: str

    def plan(self, scenario: Scenario) -> TutorialPage:
        return TutorialPage(
            path=self.here,
            yaml_title=YamlString(scenario.title),
            title=MdPlain(scenario.title),
            summary=_inline(scenario.summary),
            description=_text(scenario.description, level=2),
            workflows=tuple(self._workflow(each, scenario) for each in scenario.workflows),
            list_link=MdLink(self.here, TUTORIALS),
            index_link=MdLink(self.here, INDEX),
        )

    def _workflow(self, workflow: Workflow, scenario: Scenario) -> TutorialWorkflow:
        return TutorialWorkflow(
            title=MdPlain(workflow.summary.strip() or workflow.id),
            description=_text(workflow.description, level=3),
            after=tuple(map(MdCode, workflow.after)),
            inputs=tuple(_inputs(workflow.inputs)),
            steps=tuple(
                self._step(step, number, workflow, scenario) for number, step in enumerate(workflow.steps, start=1)
            ),
        )

    def _step(self, step: Step, number: int, workflow: Workflow, scenario: Scenario) -> TutorialStep:
        operation, calls = step.operation, self.given.calls
        found = [
            filed
            for filed in file_captures(operation, calls.captures)
            if step.is_captured and filed.recorded.capture.provenance.scenario == f"{workflow.id}/{step.id}"
        ]
        requests = [
            self.given.requests[each.recorded.label] for each in found if each.recorded.label in self.given.requests
        ]
        code = requests[0] if requests else None
        return TutorialStep(
            number=number,
            name=MdPlain(step.id),
            description=_text(step.description, level=4),
            method=MdPlain(operation.method),
            api_path=MdCode(operation.path),
            page=MdLink(self.here, self.names.operations[operation.id]),
            cleans=MdCode(step.cleans) if step.cleans else None,
            taken=taken_values(step, workflow, scenario),
            code=None if code is None else _code(code),
            answers=captured_answers(found),
        )


def _code(snippet: EmbeddedSnippet) -> CodeExample:
    return CodeExample(label=MdPlain(snippet.label), fence=MdFence(snippet.fence, snippet.text.printed()))


def _inputs(schema: JsonValue) -> Iterator[TutorialInput]:
    """Yield the inputs that a workflow's JSON Schema names (Arazzo 1.0 §4.6.4)."""
    properties = schema.get("properties") if is_object(schema) else None
    for name, told in properties.items() if is_object(properties) else ():
        described = told.get("description") if is_object(told) else None
        yield TutorialInput(name=MdCode(name), description=_inline(described if isinstance(described, str) else ""))


def _inline(text: str) -> MdInline | None:
    return MdInline(text) if text.strip() else None


def _text(text: str, level: int) -> MdText | None:
    return MdText(text, level=level) if text.strip() else None
