"""What `specloom capture` tells: a table of the steps, a sum, findings, and all of it as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from specloom.diagnostics import Diagnostics, Location, codes
from specloom.recording.model import Outcome, Plan, StepResult, Summary

__all__ = ["as_json", "report", "sums", "table"]


def table(summary: Summary) -> str:
    """Return a row for each step, in the order in which they were run."""
    if not summary.results:
        return ""
    rows = [("step", "operation", "status", "result", "")]
    rows += [_row(result) for result in summary.results]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _row(result: StepResult) -> tuple[str, str, str, str, str]:
    status = "-" if result.status is None else str(result.status)
    return (
        f"{result.workflow}/{result.step}",
        result.operation,
        status,
        result.outcome.value,
        result.file or result.reason,
    )


def sums(summary: Summary, plan: Plan) -> Iterator[str]:
    """Yield a line for the whole, and what to do where something is left to do."""
    counts = _counts(summary)
    told = ", ".join(f"{count} {outcome}" for outcome, count in counts.items()) or "nothing to do"
    requests = f"{summary.requests} request{'' if summary.requests == 1 else 's'}"
    yield f"{plan.environment.name}  {told}  ({requests})"
    for leftover in summary.leftovers:
        yield f"  left: {leftover.workflow}/{leftover.step} {leftover.operation}: {leftover.reason}"
    if summary.journal is not None:
        yield f"  the journal of this run is {summary.journal}: --resume goes on, --cleanup takes away what is left"


def _counts(summary: Summary) -> dict[Outcome, int]:
    counts = Counter(result.outcome for result in summary.results)
    return {outcome: counts[outcome] for outcome in Outcome if counts[outcome]}


def report(summary: Summary, plan: Plan, diagnostics: Diagnostics) -> None:
    """Add a finding for each step that failed or was refused, and for each thing that is left."""
    places = {
        (scenario.label, workflow.id, step.id): step.origin
        for scenario in plan.scenarios
        for workflow in scenario.workflows
        for step in workflow.steps
    }

    def place(one: Any) -> Location | None:
        return places.get((one.scenario, one.workflow, one.step))

    for result in summary.results:
        code = {Outcome.FAILED: codes.CAPTURE_FAILED, Outcome.REFUSED: codes.CAPTURE_REFUSED}.get(result.outcome)
        if code is not None:
            diagnostics.report(code, place(result), step=result.step, workflow=result.workflow, problem=result.reason)
    for left in summary.leftovers:
        diagnostics.report(codes.CAPTURE_LEFT, place(left), step=left.step, workflow=left.workflow, problem=left.reason)


def as_json(summary: Summary, plan: Plan) -> dict[str, Any]:
    """Return the summary for the JSON report."""
    return {
        "environment": plan.environment.name,
        "requests": summary.requests,
        "interrupted": summary.is_interrupted,
        "totals": {outcome.value: count for outcome, count in _counts(summary).items()},
        "results": [
            {
                "scenario": result.scenario,
                "workflow": result.workflow,
                "step": result.step,
                "operation": result.operation,
                "outcome": result.outcome.value,
                "status": result.status,
                "file": result.file,
                "reason": result.reason,
            }
            for result in summary.results
        ],
        "left": [
            {
                "scenario": left.scenario,
                "workflow": left.workflow,
                "step": left.step,
                "operation": left.operation,
                "reason": left.reason,
            }
            for left in summary.leftovers
        ],
    }
