"""`specloom lint`: everything there is to say about a description."""

from __future__ import annotations

import sys

from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request, find_config
from specloom.cli.run import Done, Ledger, Run
from specloom.config import Job
from specloom.diagnostics import Diagnostics, Severity, Stop
from specloom.diagnostics.render import as_github, counted
from specloom.pipeline import survey

__all__ = ["lint"]


def lint(request: Request, run: Run, *, as_annotations: bool = False, show_all: bool = False) -> ExitCode:
    """Print all findings, those of every source; the verdict is bad where one of them is an error.

    With `as_annotations` they are printed as workflow commands of GitHub.
    """
    try:
        config = find_config(request, run.collector(), needs_out=False)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    run.each_job(config, lambda job, diagnostics: _survey(job, diagnostics, run))
    more = "" if show_all else request.as_command("lint", "--all")
    for findings, texts in run.told():
        if run.is_json:
            continue
        if as_annotations:
            run.console.result(as_github(findings, texts))
        else:
            run.console.findings(findings, texts, sys.stdout, more=more)
    found = run.findings()
    run.console.message(counted(found) or "no findings")
    return run.refusal if any(each.severity >= Severity.ERROR for each in found) else ExitCode.OK


def _survey(job: Job, diagnostics: Diagnostics, run: Run) -> None:
    loaded = survey(job, diagnostics)
    run.done.append(
        Done(name=job.source.name or job.source.label, ledger=Ledger.of(loaded.api), diagnostics=diagnostics)
    )
