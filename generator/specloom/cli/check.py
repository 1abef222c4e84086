"""`specloom check`: tell whether the generated files are what `generate` would write, and change nothing."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from specloom.cli.build import Planned, plan_request
from specloom.cli.console import is_watched
from specloom.cli.coverage import committed, compare, read_ledger, report, report_few_captures
from specloom.cli.exit_codes import ExitCode
from specloom.cli.published import ledger_drifts
from specloom.cli.reports import DRIFT_WORDS
from specloom.cli.request import Request, refuse
from specloom.cli.run import Run
from specloom.diagnostics import codes
from specloom.diagnostics.frame import harmless
from specloom.output import DiffLimit, Drift, DriftKind, Plan, find_drift, moved_inputs, report_of
from specloom.output.git import Untracked, untracked
from specloom.output.plan import Action, Change
from specloom.output.reasons import Cause, Reason

__all__ = ["CheckOptions", "check"]

_DIFFS = 20
"""So many times the lines of one difference are printed at most, of all together."""
_MOST_UNTRACKED = 5


_SAID_BY_KIND = {DriftKind.EDITED, DriftKind.MODE}
_MOST_REASONS = 4
_MOST_REASONS_IN_JSON = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckOptions:
    """What `check` is told besides the request."""

    ledger: str | None = None
    """Coverage must not be worse than in this file."""
    diff: int = 200
    """So many lines of each difference; 0: none."""
    committed: bool = False
    """Files that git does not track are drift."""

    @classmethod
    def names(cls) -> tuple[str, ...]:
        """Return the names of the options."""
        return tuple(field.name for field in fields(cls))


def check(request: Request, run: Run, options: CheckOptions) -> ExitCode:
    """Print a unified diff of what differs, why, and the command that repairs it. Right after `generate` nothing does.

    Coverage that got worse is told apart: than in the committed ledger, or in another one where the options name its file.
    """
    planned = plan_request(request, run)
    if isinstance(planned, ExitCode):
        run.show_errors()
        return ExitCode.DRIFT if planned is ExitCode.CONFLICT else planned
    is_worse = _compare_coverage(planned.plan, options.ledger, run)
    git = _ask_git(planned, options, request)
    run.show_errors()
    if is_worse is None or git is None:
        return ExitCode.USAGE
    run.report = report_of(planned.plan)
    limit = DiffLimit(lines=options.diff, total=options.diff * _DIFFS)
    drifts = (*ledger_drifts(run.ledgers), *find_drift(planned.plan, limit))
    run.details["drift"] = [_as_json(drift) for drift in drifts]
    run.details["untracked"] = list(git)
    run.details["moved"] = {folder.label: list(moved_inputs(folder)) for folder in planned.plan.folders}
    run.details["repair"] = request.as_command("generate") if drifts else None
    if drifts:
        _tell(drifts, planned.plan, request, run)
    else:
        run.console.message("the generated files are up to date")
    for line in _untracked(git):
        run.console.message(line)
    is_drift = bool(drifts) or is_worse or (options.committed and bool(git))
    return ExitCode.DRIFT if is_drift else ExitCode.OK


def _tell(drifts: Sequence[Drift], plan: Plan, request: Request, run: Run) -> None:
    if run.is_json:
        return
    for drift in drifts:
        if not (drift.follows and is_watched(sys.stdout)):  # a patch needs it, a reader does not
            run.console.excerpt(drift.diff)
    for line in _explained(drifts, plan, request):
        run.console.message(line)


def _as_json(drift: Drift) -> dict[str, Any]:
    shown = drift.reasons[:_MOST_REASONS_IN_JSON]
    return {
        "path": drift.path,
        "kind": drift.kind.value,
        "line": drift.line,
        "reasons": [{"cause": each.cause.value, "what": each.what, "change": each.change or None} for each in shown],
        "more_reasons": len(drift.reasons) - len(shown),
        "diff": drift.diff,
    }


def _ask_git(planned: Planned, options: CheckOptions, request: Request) -> Untracked | None:
    """Return the generated files that git does not track; None after a report where that is asked for and not known."""
    found: Untracked = {}
    for folder in planned.plan.folders:
        there = [change.path for change in folder.changes if change.before is not None and change.after is not None]
        unknown = untracked(folder.root, there) if there else {}
        if unknown is None and options.committed:
            problem = f"--committed asks git, and that knows nothing of {folder.label}"
            refuse(request, planned.diagnostics, problem)
            return None
        found.update({f"{folder.label}/{path}": is_ignored for path, is_ignored in (unknown or {}).items()})
    return found


def _untracked(files: Untracked) -> Iterator[str]:
    """Yield what has to be done for git to know all files."""
    for is_ignored, words in (
        (False, "not in git yet: git add"),
        (True, "kept out of git by .gitignore: git add --force"),
    ):
        names = [path for path, ignored in files.items() if ignored is is_ignored]
        if names:
            count = f"{len(names)} generated file{'s' * (len(names) > 1)}"
            more = f" and {len(names) - _MOST_UNTRACKED} more" * (len(names) > _MOST_UNTRACKED)
            yield f"{count} {words} {harmless(' '.join(map(shlex.quote, names[:_MOST_UNTRACKED])))}{more}"


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
        if drift.follows:
            continue
        yield f"{harmless(drift.path)}: {DRIFT_WORDS[drift.kind]}{_because(drift)}"
    for folder in plan.folders:
        if moved := moved_inputs(folder):
            yield f"since {folder.label} was generated, these changed: {', '.join(map(harmless, moved))}"
    kinds = {drift.kind for drift in drifts}
    conflicts = [change.conflict for _, change in plan.conflicts()]
    if any(_is_pending(change) for folder in plan.folders for change in folder.changes):
        yield f"to bring them up to date: {request.as_command('generate')}"
    if conflicts:
        yield f"to discard what was written by hand: {request.as_command('generate', '--force')}"
    if codes.OUTPUT_EDITED in conflicts:
        merging = replace(request, edits="merge")
        yield f"to keep edits, merged with what is generated: {merging.as_command('generate')}"
    if DriftKind.EXTRA in kinds:
        yield "files that specloom did not write must go elsewhere: it never deletes them"


def _is_pending(change: Change) -> bool:
    return not change.conflict and (change.action is not Action.NOTHING or change.is_edited)


def _because(drift: Drift) -> str:
    """Return the reasons of a file as the end of a line about it."""
    told = [each for each in drift.reasons if each.cause is not Cause.HAND or drift.kind not in _SAID_BY_KIND]
    words = [_in_words(each) for each in told[:_MOST_REASONS]]
    if len(told) > _MOST_REASONS:
        words.append(f"{len(told) - _MOST_REASONS} more")
    return f" ({'; '.join(map(harmless, words))})" if words else ""


def _in_words(reason: Reason) -> str:
    match reason.cause:
        case Cause.SPEC | Cause.CAPTURE | Cause.TEMPLATE | Cause.CONFIG:
            kind = "config" if reason.cause is Cause.CONFIG else reason.cause.value
            return f"{kind}: {reason.what}{f' {reason.change}' * (reason.change not in {'', 'changed'})}"
        case Cause.GENERATOR | Cause.FORMATTER | Cause.HAND | Cause.NEW:
            return reason.what
