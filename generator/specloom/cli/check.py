"""`specloom check`: tell whether the generated files are what `generate` would write, and change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from specloom.cli.build import plan_request
from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request
from specloom.cli.run import Run
from specloom.diagnostics.frame import harmless
from specloom.output import Drift, DriftKind, Plan, find_drift, moved_inputs, report_of

__all__ = ["check"]

_WORDS = {
    DriftKind.CHANGED: "would be generated differently",
    DriftKind.MISSING: "missing",
    DriftKind.STALE: "no longer generated",
    DriftKind.EDITED: "changed by hand",
    DriftKind.LINE_ENDS: "other line ends",
    DriftKind.FOREIGN: "not written by specloom, and in the way",
    DriftKind.EXTRA: "not written by specloom",
}


def check(request: Request, run: Run) -> ExitCode:
    """Print a unified diff of what differs, why, and the command that repairs it. Right after `generate` nothing does."""
    planned = plan_request(request, run)
    run.show_errors()
    if isinstance(planned, ExitCode):
        return planned
    run.report = report_of(planned.plan)
    drifts = find_drift(planned.plan)
    run.details["drift"] = [{"path": drift.path, "kind": drift.kind.value} for drift in drifts]
    run.details["repair"] = request.as_command("generate") if drifts else None
    if not drifts:
        run.console.message("the generated files are up to date")
        return ExitCode.OK
    if not run.is_json:
        for drift in drifts:
            run.console.excerpt(drift.diff)
        for line in _explained(drifts, planned.plan, request):
            run.console.message(line)
    return ExitCode.DRIFT


def _explained(drifts: Sequence[Drift], plan: Plan, request: Request) -> Iterator[str]:
    """Yield what is the matter with each file, which inputs moved, and what to do."""
    for drift in drifts:
        yield f"{harmless(drift.path)}: {_WORDS[drift.kind]}"
    for folder in plan.folders:
        if moved := moved_inputs(folder):
            yield f"since {folder.label} was generated, these changed: {', '.join(map(harmless, moved))}"
    kinds = {drift.kind for drift in drifts}
    if kinds & {DriftKind.CHANGED, DriftKind.MISSING, DriftKind.STALE, DriftKind.LINE_ENDS}:
        yield f"to bring them up to date: {request.as_command('generate')}"
    if kinds & {DriftKind.EDITED, DriftKind.FOREIGN}:
        yield f"to discard what was written by hand: {request.as_command('generate', '--force')}"
    if DriftKind.EXTRA in kinds:
        yield "files that specloom did not write must go elsewhere: it never deletes them"
