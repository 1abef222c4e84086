"""`specloom lint`: everything there is to say about descriptions."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence

from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request, find_config
from specloom.cli.run import Done, Run
from specloom.config import Job
from specloom.diagnostics import Diagnostics, Finding, Severity, Stop
from specloom.diagnostics.render import counted
from specloom.pipeline import survey

__all__ = ["lint"]


def lint(requests: Sequence[Request], run: Run, *, show_all: bool = False) -> ExitCode:
    """Print all findings, those of every source; the verdict is bad where one of them is an error.

    Each request names a description, or the one there is leaves it to the config.
    """
    try:
        configs = [find_config(request, run.collector(), needs_out=False) for request in requests]
    except Stop:
        run.show_errors()
        _print(requests, run, show_all=show_all)
        return ExitCode.USAGE
    for config in configs:
        run.each_job(config, lambda job, diagnostics: _survey(job, diagnostics, run))
    _print(requests, run, show_all=show_all)
    for line in _sum(run):
        run.console.message(line)
    is_bad = any(each.severity >= Severity.ERROR for each in run.findings())
    return run.refusal if is_bad else ExitCode.OK


def _survey(job: Job, diagnostics: Diagnostics, run: Run) -> None:
    run.done.append(Done.of(job, survey(job, diagnostics).api, diagnostics))


def _print(requests: Sequence[Request], run: Run, *, show_all: bool) -> None:
    """Print the findings for people; a report is printed when the verdict is known."""
    if run.is_json:
        return
    others = [request.spec for request in requests[1:] if request.spec is not None]
    more = "" if show_all else requests[0].as_command("lint", *others, "--all")
    for findings, texts in run.told():
        run.console.findings(findings, texts, sys.stdout, more=more)


def _sum(run: Run) -> Iterator[str]:
    """Yield what was found: how many findings of each code where there are several codes, then all together."""
    found = run.findings()
    groups = Counter((finding.severity, finding.code.name) for finding in found)
    if len(groups) > 1:
        width = max(len(name) for _, name in groups)
        for (severity, name), count in sorted(groups.items(), key=_rank):
            yield f"{severity.label:<7}  {name:<{width}}  {count:>5}"
    for done in run.done if len(run.done) > 1 else ():
        yield f"{done.name}: {_told(list(done.diagnostics))}"
    yield _told(found)


def _rank(group: tuple[tuple[Severity, str], int]) -> tuple[int, int, str]:
    (severity, name), count = group
    return -severity, -count, name


def _told(findings: Sequence[Finding]) -> str:
    return counted(findings) or "no findings"
