"""What all scenarios of a run share."""

from __future__ import annotations

from dataclasses import dataclass

from specloom.recording.attempt import Sending
from specloom.recording.doubt import Search
from specloom.recording.history import Ledger
from specloom.recording.interrupts import Interrupts
from specloom.recording.keep import Keeper
from specloom.recording.marker import Marker
from specloom.recording.model import Leftover, Outcome, Plan, StepResult, Summary
from specloom.recording.requests import RequestMaker
from specloom.scenarios.model import Scenario, Step, Workflow

__all__ = ["Stage"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """Plan, tools and summary of a run."""

    plan: Plan
    ledger: Ledger
    marker: Marker
    maker: RequestMaker
    sending: Sending
    search: Search
    keeper: Keeper
    interrupts: Interrupts
    summary: Summary

    def tell(
        self,
        place: tuple[Scenario, Workflow, Step],
        outcome: Outcome,
        *,
        status: int | None = None,
        file: str = "",
        reason: str = "",
    ) -> None:
        """Add the result of a step to the summary."""
        scenario, workflow, step = place
        result = StepResult(
            scenario=scenario.label,
            workflow=workflow.id,
            step=step.id,
            operation=step.operation.id,
            outcome=outcome,
            status=status,
            file=file,
            reason=reason,
        )
        self.summary.results.append(result)
        self.plan.told(result)

    def leave(self, place: tuple[Scenario, Workflow, Step], reason: str) -> None:
        """Add something to what is left on the server."""
        scenario, workflow, step = place
        self.summary.leftovers.append(
            Leftover(
                scenario=scenario.label,
                workflow=workflow.id,
                step=step.id,
                operation=step.operation.id,
                reason=reason,
            )
        )
