"""One run of a command that works on descriptions: the jobs, what was found in each, and the report on it all."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from specloom.calls.capture_coverage import CaptureCoverage
from specloom.cli.console import Console
from specloom.cli.exit_codes import ExitCode
from specloom.cli.ledger import count_excluded, ledgers_as_json
from specloom.cli.published import Ledgered
from specloom.config import Job
from specloom.config.load import Config
from specloom.diagnostics import Diagnostics, Finding, Severity, SourceTexts, Stop, codes
from specloom.diagnostics.records import as_json
from specloom.ir.api import Api, Excluded
from specloom.ir.ledger import Ledger
from specloom.output import Report
from specloom.source import Document
from specloom.trace import Trace

__all__ = ["Done", "Run"]

Result = TypeVar("Result")


_OF_THE_COMMAND = (
    *(codes.FILE_MISSING, codes.OVERLAY_INVALID, codes.OVERLAY_UNUSED, codes.FILTER_UNUSED, codes.FILTER_EMPTY),
    *(codes.NAME_UNKNOWN, codes.NAME_TAKEN, codes.NAMES_INVALID),
    *(codes.TEMPLATE_BROKEN, codes.TEMPLATE_OUTDATED, codes.TEMPLATE_UNKNOWN, codes.TEMPLATE_UNREADABLE),
    codes.TARGET_FAILED,
)
"""Faults of what the user says of a description, not of the description."""
_NO_TEXTS = Document(root_label="", folder=Path())
"""For findings about nothing that has lines: arguments, output folders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A job that went through."""

    name: str
    """Of the source, or of the description's file."""
    ledger: Ledger
    excluded: tuple[Excluded, ...]
    root: str
    """The label of the description's own file."""
    diagnostics: Diagnostics
    folders: int = 0
    """How many target folders it has."""
    captured: CaptureCoverage | None = None
    """What of it was captured; None where the command did not look."""
    minimum: float = 0
    """The share of operations, in percent, that should be."""

    @classmethod
    def of(
        cls,
        job: Job,
        api: Api,
        diagnostics: Diagnostics,
        *,
        folders: int = 0,
        captured: CaptureCoverage | None = None,
    ) -> Done:
        """Return what is kept of a job, so that its API need not be."""
        return cls(
            name=job.source.name or job.source.label,
            ledger=api.ledger,
            excluded=api.excluded,
            root=api.info.source,
            diagnostics=diagnostics,
            folders=folders,
            captured=captured,
            minimum=job.source.captures.minimum if job.source.captures else 0,
        )

    @property
    def texts(self) -> SourceTexts:
        """What its findings and its ledger point into."""
        return self.diagnostics.texts or _NO_TEXTS


@dataclass(slots=True, kw_only=True)
class Run:
    """What is known so far. Findings are kept with the texts they point into, one collector for each of them."""

    console: Console
    is_json: bool = False
    """The result is a report, printed at the end; nothing else goes to stdout."""
    command: str = ""
    collectors: list[Diagnostics] = field(default_factory=list[Diagnostics])
    done: list[Done] = field(default_factory=list[Done])
    ledgers: list[Ledgered] = field(default_factory=list[Ledgered])
    """The ledgers of names, and what they have to say."""
    traces: list[Trace] = field(default_factory=list[Trace])
    """What was asked of the disk."""
    report: Report = field(default_factory=Report)
    details: dict[str, Any] = field(default_factory=dict[str, Any])
    """More keys of the JSON report, by command."""

    def collector(self, job: Job | None = None) -> Diagnostics:
        """Return a new collector, with the severities of a job."""
        diagnostics = Diagnostics()
        if job:
            diagnostics = Diagnostics(strict=job.strict, lenient=job.lenient, rules=job.rules)
        self.collectors.append(diagnostics)
        return diagnostics

    def each_job(self, config: Config, work: Callable[[Job, Diagnostics], Result]) -> list[Result] | None:
        """Return the results of all jobs; None where one of them stopped. The others run all the same, and are told."""
        results: list[Result] = []
        for job in config.jobs:
            diagnostics = self.collector(job)
            try:
                with self.console.progress(job.source.name or job.source.label):
                    results.append(work(job, diagnostics))
            except Stop:
                continue
        return results if len(results) == len(config.jobs) else None

    def told(self) -> Iterator[tuple[list[Finding], SourceTexts]]:
        """Yield the findings of each collector with what they point into."""
        for diagnostics in self.collectors:
            yield list(diagnostics), diagnostics.texts or _NO_TEXTS

    def findings(self) -> list[Finding]:
        """Return all findings."""
        return [finding for diagnostics in self.collectors for finding in diagnostics]

    @property
    def refusal(self) -> ExitCode:
        """The verdict where a description stopped the run: a name that leads to no file is a fault of the command."""
        for findings, texts in self.told():
            overlays = texts.overlays if isinstance(texts, Document) else {}
            for each in findings:
                is_of_overlay = each.location is not None and each.location.file in overlays
                if each.severity >= Severity.ERROR and (is_of_overlay or each.code in _OF_THE_COMMAND):
                    return ExitCode.USAGE
        grave = {each.code for each in self.findings() if each.severity >= Severity.ERROR}
        return ExitCode.CONFLICT if grave == {codes.NAME_MOVED} else ExitCode.SPEC_INVALID

    def show_errors(self, least: Severity = Severity.ERROR) -> None:
        """Print errors, or whatever is at least so grave, in full on stderr."""
        for findings, texts in self.told():
            self.console.findings([each for each in findings if each.severity >= least], texts, sys.stderr)

    def value(self, code: ExitCode) -> dict[str, Any]:
        """Return the report of the run, for JSON (docs/exit-codes.md)."""
        return {
            "command": self.command or None,
            "verdict": code.verdict,
            "code": int(code),
            "findings": [each for findings, texts in self.told() for each in as_json(findings, texts)],
            "files": self.report.files(),
            "ledger": ledgers_as_json(
                ((done.ledger, done.texts) for done in self.done),
                excluded=sum(count_excluded(done.excluded) for done in self.done),
            ),
            **self.details,
        }
