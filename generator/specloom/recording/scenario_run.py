"""One scenario from its first step to the end of its clean-up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from specloom.recording.attempt import Attempt, is_in_doubt, made_nothing, may_repeat
from specloom.recording.cleanup import Cleaner
from specloom.recording.history import ScenarioHistory, StepKey
from specloom.recording.journal import Event
from specloom.recording.model import Outcome
from specloom.recording.requests import Prepared, UnmakeableError
from specloom.recording.stage import Stage
from specloom.recording.values import context_of, outputs_of
from specloom.scenarios.expressions import Context, Unresolved
from specloom.scenarios.model import Scenario, Step, Workflow

__all__ = ["ScenarioRun"]


@dataclass(slots=True, kw_only=True)
class ScenarioRun:
    """Runs one scenario, going on where its history ends."""

    stage: Stage
    scenario: Scenario

    @property
    def past(self) -> ScenarioHistory:
        """What is done already."""
        return self.stage.ledger.history.of(self.scenario.label)

    def run(self) -> None:
        """Run what is left of it; take away what it made, whatever happened."""
        cleaner = Cleaner(stage=self.stage, scenario=self.scenario)
        is_anew = self.past.is_over or not self._can_go_on(cleaner)
        if is_anew and not cleaner.clean(is_told=False):
            return
        is_done = False
        try:
            self.stage.keeper.begin(self.past.pseudonyms)
            is_done = self._workflows()
        except KeyboardInterrupt:
            self.stage.summary.is_interrupted = True
        finally:
            cleaner.clean(is_told=True, is_done=is_done)

    def _can_go_on(self, cleaner: Cleaner) -> bool:
        """Return whether the step that was interrupted can be sent again, after what it made is gone."""
        key = self.past.open
        if key is None:
            return True
        found = self._found(key)
        if found is None:
            return False
        workflow, step = found
        if may_repeat(step) and step.operation.method != "DELETE":
            return True
        return cleaner.is_undone(workflow, step)

    def _found(self, key: StepKey) -> tuple[Workflow, Step] | None:
        for workflow in self.scenario.workflows:
            for step in workflow.steps:
                if (workflow.id, step.id) == key:
                    return workflow, step
        return None

    def _workflows(self) -> bool:
        """Run the workflows in order; return whether all steps are done."""
        failed: set[str] = set()
        for workflow in self.scenario.workflows:
            missing = next((each for each in workflow.after if each in failed), None)
            reason = f"the workflow {missing!r} failed" if missing else self._steps(workflow)
            if reason:
                failed.add(workflow.id)
        return not failed

    def _steps(self, workflow: Workflow) -> str:
        """Run the steps of a workflow; return why it ended before its end, empty where it did not."""
        reason = ""
        for step in _main(workflow):
            if reason:
                self.stage.tell((self.scenario, workflow, step), Outcome.SKIPPED, reason=reason)
            elif not self._step(workflow, step):
                reason = f"the step {step.id!r} failed"
        if not reason and workflow.id not in self.past.workflows:
            outputs, _ = outputs_of(workflow.outputs, context_of(self.stage, self.scenario, workflow))
            self.stage.ledger.note(Event.WORKFLOW, self.scenario.label, (workflow.id, ""), outputs=outputs)
        return reason

    def _step(self, workflow: Workflow, step: Step) -> bool:
        """Run a step; return whether the next one may be run."""
        key, place = (workflow.id, step.id), (self.scenario, workflow, step)
        if key in self.past.done:
            self.stage.tell(place, Outcome.DONE, reason="done before the run was interrupted")
            return True
        context = context_of(self.stage, self.scenario, workflow)
        try:
            prepared = self.stage.maker.prepare(step, context)
            attempt = self._attempt(workflow, step, prepared, context)
        except (Unresolved, UnmakeableError) as error:
            self.stage.tell(place, Outcome.FAILED, reason=str(error))
            return False
        return self._judged(workflow, step, attempt, context)

    def _attempt(self, workflow: Workflow, step: Step, prepared: Prepared, context: Context) -> Attempt:
        """Send the request of a step; one that got no answer is sent again once what it made is found and gone."""
        key, label = (workflow.id, step.id), self.scenario.label
        cleaner = Cleaner(stage=self.stage, scenario=self.scenario)
        is_maker = cleaner.has_to_clean(key) and not may_repeat(step)
        for is_last in (False, True):
            self.stage.ledger.note(Event.INTENT, label, key)
            cleaner.keep_back()
            attempt = self.stage.sending.attempt(step, prepared, context, is_maker=is_maker)
            if may_repeat(step) or not is_in_doubt(attempt):
                return attempt
            if attempt.exchange is not None and not (is_maker and self.stage.sending.pause_as_asked(attempt)):
                return attempt
            if is_last or not cleaner.is_undone(workflow, step):
                return replace(attempt, reason=f"{attempt.reason}; whether it was done is not known")
        raise AssertionError("the last try returns")

    def _judged(self, workflow: Workflow, step: Step, attempt: Attempt, context: Context) -> bool:
        """Note and keep what a step was answered; return whether the next one may be run."""
        key, place, label = (workflow.id, step.id), (self.scenario, workflow, step), self.scenario.label
        exchange = attempt.exchange
        if made_nothing(attempt) and not self._is_found(workflow, step, attempt):
            self.stage.ledger.note(Event.HARMLESS, label, key)
        if exchange is None:
            self.stage.tell(place, Outcome.FAILED, reason=attempt.reason)
            return False
        status = exchange.answered.status
        outputs, lacks = outputs_of(step.outputs, replace(context, exchange=exchange))
        reason = attempt.reason or lacks
        if attempt.is_success or status // 100 == 2:
            self.stage.ledger.note(Event.ANSWERED, label, key, outputs=outputs, failed=bool(reason))
        if reason:
            self.stage.tell(place, Outcome.FAILED, status=status, reason=reason)
            return False
        kept = self.stage.keeper.keep(step, exchange, f"{workflow.id}/{step.id}")
        self.stage.ledger.note(Event.RESULT, label, key, capture=kept.key, pseudonyms=self.stage.keeper.state)
        self.stage.tell(place, kept.outcome, status=status, file=kept.file, reason=kept.reason)
        return True

    def _is_found(self, workflow: Workflow, step: Step, attempt: Attempt) -> bool:
        """Return whether a request that was refused, and should not have been, made something all the same."""
        cleaner = Cleaner(stage=self.stage, scenario=self.scenario)
        if attempt.exchange is None or attempt.is_success or may_repeat(step):
            return False
        return cleaner.has_to_clean((workflow.id, step.id)) and cleaner.is_there(workflow, step)


def _main(workflow: Workflow) -> Iterator[Step]:
    """Yield the steps that are not of the clean-up."""
    return (step for step in workflow.steps if not step.cleans)
