"""`specloom generate`: make every file, then write what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import islice

from specloom.cli.build import plan_request, pristine_folder
from specloom.cli.coverage import Comparison, committed, compare
from specloom.cli.exit_codes import ExitCode
from specloom.cli.ledger import in_words
from specloom.cli.published import ledger_drifts, write_ledgers
from specloom.cli.request import Request, refuse
from specloom.cli.run import Run
from specloom.config.job import SELECTION
from specloom.diagnostics import Stop
from specloom.diagnostics.frame import harmless
from specloom.diagnostics.render import counted
from specloom.output import Plan, apply, moved_inputs, remember_texts, report_of
from specloom.output.plan import Action
from specloom.output.report import FolderReport

__all__ = ["generate"]

_MOST_WORSE = 10


def generate(
    request: Request, run: Run, *, dry_run: bool = False, force: bool = False, tells_change: bool = False
) -> ExitCode:
    """Bring the output folder up to date, wholly or not at all, and tell what changed. With `dry_run` only tell.

    `tells_change`: the verdict is drift where a file was, or would be, written or deleted.
    """
    with ExitStack() as hold:
        code = _generate(request, run, None if dry_run else hold, force=force)
    has_changed = any(folder.changed for folder in run.report.folders)
    return ExitCode.DRIFT if code is ExitCode.OK and tells_change and has_changed else code


def _generate(request: Request, run: Run, hold: ExitStack | None, *, force: bool) -> ExitCode:
    planned = plan_request(request, run, force=force, hold=hold)
    if isinstance(planned, ExitCode):
        run.show_errors()
        return planned
    if (request.only or request.without) and not force and hold is not None and _takes_away(planned.plan):
        problem = "this leaves operations out, and would take others out of the files of a whole run"
        refuse(request, planned.diagnostics, f"{problem}: add --out DIR, or --force, or say it in the config")
        run.show_errors()
        return ExitCode.USAGE
    found = [compare(*base) for base in committed(planned.plan, run)]
    run.details["moved"] = {folder.label: list(moved_inputs(folder)) for folder in planned.plan.folders}
    run.details["coverage"] = [each.as_json() for each in found]
    run.details["names"] = [each.path for each in ledger_drifts(run.ledgers)]
    if hold is None:
        run.report = report_of(planned.plan)
    else:
        try:
            run.report = apply(planned.plan, planned.diagnostics, force=force)
            write_ledgers(run.ledgers, planned.diagnostics)
            remember_texts(planned.plan, pristine_folder())
        except Stop:
            run.show_errors()
            return ExitCode.CONFLICT if any(planned.plan.conflicts()) and not force else ExitCode.USAGE
    run.show_errors()
    for line in _summary(request, run):
        run.console.message(line)
    for ledger in run.ledgers:
        if ledger.is_new:
            run.console.message(f"names  {harmless(ledger.path.as_posix())} changed; commit it")
    for line in _worse(found):
        run.console.message(line)
    if hold is None:
        run.console.message("nothing was written: --dry-run")
    return ExitCode.OK


def _takes_away(plan: Plan) -> bool:
    """Return whether files that a run made with more operations would change: `check` could not be clean after it."""
    return any(
        change.action is not Action.NOTHING
        for folder in plan.folders
        if folder.manifest
        and folder.manifest.inputs.settings.get(SELECTION) != folder.folder.inputs.settings.get(SELECTION)
        for change in folder.changes
    )


def _summary(request: Request, run: Run) -> Iterator[str]:
    """Yield the lines that end a run: for each source what came through, and its folders with their files."""
    folders = iter(run.report.folders)
    for done in run.done:
        told = (
            f"    {counted(done.diagnostics)} ({request.as_command('lint')} shows them)"
            if done.diagnostics.findings
            else ""
        )
        yield f"{done.name}  {in_words(done.ledger, done.excluded)}{told}"
        rows = [_row(folder) for folder in islice(folders, done.folders)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for target, path, files, changed in rows:
            yield f"  {target:<{widths[0]}}  {path:<{widths[1]}}  {files:>{widths[2]}}  {changed}"


def _worse(found: Sequence[Comparison]) -> Iterator[str]:
    """Yield a line for each ledger that was better before this run, and some of what it is about."""
    for each in found:
        if each.worse:
            count = len(each.worse)
            yield f"coverage got worse than {harmless(each.label)} was, in {count} part{'s' * (count > 1)}:"
            for part in each.worse[:_MOST_WORSE]:
                yield harmless(f"  {part.named}: {part.after} ({part.reason})")
            if count > _MOST_WORSE:
                yield f"  and {count - _MOST_WORSE} more"


def _row(folder: FolderReport) -> tuple[str, str, str, str]:
    files = f"{folder.total} file{'' if folder.total == 1 else 's'}"
    changed = f"{folder.changed} changed" if folder.changed else "unchanged"
    extra = f", {len(folder.extra)} not written by specloom" if folder.extra else ""
    return folder.target, folder.folder, files, changed + extra
