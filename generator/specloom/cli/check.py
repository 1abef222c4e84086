"""`specloom check`: tell whether the generated files are what `generate` would write, and change nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from specloom.cli.build import plan_request
from specloom.cli.coverage import committed, compare, read_ledger, report, report_few_captures
from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request
from specloom.cli.run import Run
from specloom.diagnostics import codes
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


def check(request: Request, run: Run, *, ledger: str | None = None) -> ExitCode:
    """Print a unified diff of what differs, why, and the command that repairs it. Right after `generate` nothing does.

    Coverage that got worse is told apart: than in the committed ledger, or in another one where `ledger` names its file.
    """
    planned = plan_request(request, run)
    if isinstance(planned, ExitCode):
        run.show_errors()
        return planned
    is_worse = _compare_coverage(planned.plan, ledger, run)
    run.show_errors()
    if is_worse is None:
        return ExitCode.USAGE
    run.report = report_of(planned.plan)
    drifts = find_drift(planned.plan)
    run.details["drift"] = [{"path": drift.path, "kind": drift.kind.value} for drift in drifts]
    run.details["repair"] = request.as_command("generate") if drifts else None
    if not drifts:
        run.console.message("the generated files are up to date")
        return ExitCode.DRIFT if is_worse else ExitCode.OK
    if not run.is_json:
        for drift in drifts:
            run.console.excerpt(drift.diff)
        for line in _explained(drifts, planned.plan, request):
            run.console.message(line)
    return ExitCode.DRIFT


def _compare_coverage(plan: Plan, ledger: str | None, run: Run) -> bool | None:
    """Return whether coverage got worse, with the reasons among the findings; None where that cannot be said."""
    bases = list(committed(plan, run))
    if ledger is not None:
        diagnostics = run.collector()
        record = read_ledger(ledger, diagnostics)
        if len(run.done) != 1:
            problem = "--ledger is about one description: choose it with --source"
            diagnostics.report(codes.USAGE, None, problem=problem, command="specloom check")
        if record is None or diagnostics.findings:
            return None
        bases = [(run.done[0], ledger, record)]
    found = [compare(done, label, record) for done, label, record in bases]
    run.details["coverage"] = [each.as_json() for each in found]
    for each in found:
        if each.worse:
            count = len(each.worse)
            run.console.message(f"coverage is worse than in {harmless(each.label)}: {count} part{'s' * (count > 1)}")
    verdicts = [report(each) for each in found] + [report_few_captures(done) for done in run.done]
    return any(verdicts)


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
