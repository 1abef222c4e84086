"""Clean-up: what a scenario made is taken away again, the last first; what cannot be is named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from specloom.recording.attempt import Attempt
from specloom.recording.doubt import Finding
from specloom.recording.history import ScenarioHistory, StepKey
from specloom.recording.journal import Event
from specloom.recording.model import Mode, Outcome
from specloom.recording.requests import UnmakeableError
from specloom.recording.stage import Stage
from specloom.recording.values import context_of, outputs_of
from specloom.scenarios.expressions import Unresolved
from specloom.scenarios.model import Scenario, Step, Workflow

__all__ = ["Cleaner"]

_GONE = frozenset({404, 410})


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaner:
    """Cleans up after one scenario."""

    stage: Stage
    scenario: Scenario

    @property
    def _past(self) -> ScenarioHistory:
        return self.stage.ledger.history.of(self.scenario.label)

    def keep_back(self) -> None:
        """Keep as many requests back as clean-up will need."""
        needed = sum(len(self._cleaners(key)) for key in self._past.made)
        self.stage.sending.sender.limiter.reserve = needed

    def clean(self, *, is_told: bool, is_done: bool = False) -> bool:
        """Take away all that was made; return whether nothing is left. What is left is added to the summary.

        Nothing but a second ctrl-c ends it. `is_told`: the clean-up is part of this run, and its answers are kept.
        """
        past, label = self._past, self.scenario.label
        self.stage.ledger.note(Event.CLEANING, label)
        self.stage.sending.sender.limiter.reserve = 0
        left = [key for key in reversed(past.made) if self._cleaners(key)]
        self.stage.interrupts.is_cleaning = True
        try:
            while left:
                if self._clean(left[0], is_told=is_told):
                    self.stage.ledger.note(Event.CLEANED, label, left[0])
                left.pop(0)
        except KeyboardInterrupt:
            for key in left:
                self._leave(key, "clean-up was interrupted")
            raise
        finally:
            self.stage.interrupts.is_cleaning = False
        if is_told and self.stage.plan.mode is not Mode.CLEAN_UP:
            self._tell_unneeded()
        is_clean = not any(self._cleaners(key) for key in past.made)
        if is_clean:
            self.stage.ledger.note(Event.CLEARED, label, finished=is_done)
        return is_clean

    def has_to_clean(self, key: StepKey) -> bool:
        """Return whether something takes away what a step makes."""
        return bool(self._cleaners(key))

    def is_there(self, workflow: Workflow, step: Step) -> bool:
        """Return whether what a step makes is found by its name, although no answer said so."""
        return self._look(workflow, step) is Finding.MADE

    def is_undone(self, workflow: Workflow, step: Step) -> bool:
        """Return whether nothing of an unanswered step is there any more, so that it can be sent again."""
        key = (workflow.id, step.id)
        cleaners = self._cleaners(key)
        if not cleaners:
            return False
        finding = self._known(workflow, step)
        if finding is Finding.MADE:
            gone = all(self._send(workflow, each, is_told=False) == "" for each in cleaners)
        else:
            gone = finding is Finding.NOT_MADE
        if gone:
            self.stage.ledger.note(Event.HARMLESS, self.scenario.label, key)
        return gone

    def _clean(self, key: StepKey, *, is_told: bool) -> bool:
        """Take away what one step made; return whether it is gone."""
        workflow, step = self._place(key)
        finding = self._known(workflow, step)
        if finding is Finding.NOT_MADE:
            return True
        problems = [self._send(workflow, each, is_told=is_told) for each in self._cleaners(key)]
        problem = next((each for each in problems if each), "")
        if problem and finding is Finding.UNKNOWN:
            problem = f"whether its request made something is not known ({problem})"
        if problem:
            self._leave(key, problem)
        return not problem

    def _known(self, workflow: Workflow, step: Step) -> Finding:
        """Return what is known of what a step made; one whose answer did not name it is looked for."""
        found = self._past.outputs.get((workflow.id, step.id))
        if found is not None and all(name in found for name, _ in step.outputs):
            return Finding.MADE
        return self._look(workflow, step)

    def _look(self, workflow: Workflow, step: Step) -> Finding:
        """Look for what an unanswered step made; its outputs are then those of the thing that was found."""
        context = context_of(self.stage, self.scenario, workflow)
        try:
            trace = self.stage.search.look(step, context)
        except (Unresolved, UnmakeableError):
            return Finding.UNKNOWN
        if trace.exchange is not None:
            outputs, _ = outputs_of(step.outputs, replace(context, exchange=trace.exchange))
            key = (workflow.id, step.id)
            self.stage.ledger.note(Event.ANSWERED, self.scenario.label, key, outputs=outputs, failed=False)
        return trace.finding

    def _send(self, workflow: Workflow, step: Step, *, is_told: bool) -> str:
        """Send a request of the clean-up; return why what it is about is not gone, empty where it is."""
        place = (self.scenario, workflow, step)
        context = context_of(self.stage, self.scenario, workflow)
        try:
            prepared = self.stage.maker.prepare(step, context)
        except (Unresolved, UnmakeableError) as error:
            return self._failed(place, None, str(error), is_told=is_told)
        attempt = self.stage.sending.attempt(step, prepared, context)
        if not (attempt.is_success or _is_gone(attempt)):
            attempt = self.stage.sending.attempt(step, prepared, context)
        status = attempt.exchange.answered.status if attempt.exchange else None
        if attempt.exchange is None or not (attempt.is_success or _is_gone(attempt)):
            return self._failed(place, status, attempt.reason, is_told=is_told)
        if is_told and attempt.is_success:
            kept = self.stage.keeper.keep(step, attempt.exchange, f"{workflow.id}/{step.id}")
            self.stage.tell(place, kept.outcome, status=status, file=kept.file, reason=kept.reason)
        elif is_told:
            self.stage.tell(place, Outcome.DONE, status=status, reason="it was gone already")
        return ""

    def _failed(self, place: tuple[Scenario, Workflow, Step], status: int | None, reason: str, *, is_told: bool) -> str:
        if is_told:
            self.stage.tell(place, Outcome.FAILED, status=status, reason=reason)
        return reason

    def _tell_unneeded(self) -> None:
        """Tell of the clean-up steps that had nothing to do."""
        told = {
            (each.workflow, each.step) for each in self.stage.summary.results if each.scenario == self.scenario.label
        }
        for workflow in self.scenario.workflows:
            for step in workflow.steps:
                if step.cleans and (workflow.id, step.id) not in told:
                    self.stage.tell(
                        (self.scenario, workflow, step), Outcome.SKIPPED, reason="there is nothing to take away"
                    )

    def _cleaners(self, key: StepKey) -> list[Step]:
        """Return the steps that take away what a step made, the last first."""
        workflow = next((each for each in self.scenario.workflows if each.id == key[0]), None)
        steps = workflow.steps if workflow else ()
        return [step for step in reversed(steps) if step.cleans == key[1]]

    def _place(self, key: StepKey) -> tuple[Workflow, Step]:
        return next(_found(self.scenario, key))

    def _leave(self, key: StepKey, reason: str) -> None:
        workflow, step = self._place(key)
        self.stage.leave((self.scenario, workflow, step), reason)


def _found(scenario: Scenario, key: StepKey) -> Iterator[tuple[Workflow, Step]]:
    for workflow in scenario.workflows:
        yield from ((workflow, step) for step in workflow.steps if (workflow.id, step.id) == key)


def _is_gone(attempt: Attempt) -> bool:
    """Return whether the answer says that the thing is not there (any more)."""
    return attempt.exchange is not None and attempt.exchange.answered.status in _GONE
