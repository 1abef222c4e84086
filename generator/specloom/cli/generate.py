"""`specloom generate`: make every file, then write what changed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from specloom.cli.build import plan_request
from specloom.cli.coverage import Comparison, committed, compare
from specloom.cli.exit_codes import ExitCode
from specloom.cli.ledger import in_words
from specloom.cli.request import Request
from specloom.cli.run import Run
from specloom.diagnostics import Stop
from specloom.diagnostics.frame import harmless
from specloom.diagnostics.render import counted
from specloom.output import apply, report_of
from specloom.output.report import FolderReport

__all__ = ["generate"]

_MOST_WORSE = 10


def generate(request: Request, run: Run, *, dry_run: bool = False, force: bool = False) -> ExitCode:
    """Bring the output folder up to date, wholly or not at all, and tell what changed. With `dry_run` only tell."""
    planned = plan_request(request, run, force=force)
    if isinstance(planned, ExitCode):
        run.show_errors()
        return planned
    found = [compare(*base) for base in committed(planned.plan, run)]
    run.details["coverage"] = [each.as_json() for each in found]
    if dry_run:
        run.report = report_of(planned.plan)
    else:
        try:
            run.report = apply(planned.plan, planned.diagnostics, force=force)
        except Stop:
            run.show_errors()
            return ExitCode.CONFLICT if any(planned.plan.conflicts()) and not force else ExitCode.USAGE
    run.show_errors()
    for line in _summary(request, run):
        run.console.message(line)
    for line in _worse(found):
        run.console.message(line)
    if dry_run:
        run.console.message("nothing was written: --dry-run")
    return ExitCode.OK


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
