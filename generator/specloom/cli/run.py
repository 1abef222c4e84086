"""One run of a command that works on descriptions: the jobs, what was found in each, and the report on it all."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from specloom.cli.console import Console
from specloom.cli.exit_codes import ExitCode
from specloom.config import Job
from specloom.config.load import Config
from specloom.diagnostics import Diagnostics, Finding, Severity, SourceTexts, Stop, codes
from specloom.diagnostics.render import as_json
from specloom.ir.api import Api, Coverage
from specloom.output import Report
from specloom.source import Document

__all__ = ["Done", "Ledger", "Run"]

Result = TypeVar("Result")


_NO_TEXTS = Document(root_label="", folder=Path())
"""For findings about nothing that has lines: arguments, output folders."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """How many operations came through: the sum always holds."""

    total: int = 0
    degraded: int = 0
    skipped: int = 0

    @classmethod
    def of(cls, api: Api) -> Ledger:
        """Count an API's operations. Its ledger has an entry for each one that is not full."""
        worst: dict[str, Coverage] = {}
        for entry in api.ledger:
            if worst.get(entry.subject) is not Coverage.SKIPPED:
                worst[entry.subject] = entry.coverage
        counts = Counter(worst.values())
        return cls(
            total=api.operations_in_document,
            degraded=counts[Coverage.DEGRADED],
            skipped=counts[Coverage.SKIPPED],
        )

    @property
    def full(self) -> int:
        """Operations that are expressed as documented."""
        return self.total - self.degraded - self.skipped

    def __str__(self) -> str:
        operations = f"{self.total} operation{'' if self.total == 1 else 's'}"
        return f"{operations}: {self.full} full, {self.degraded} degraded, {self.skipped} skipped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """A job that went through."""

    name: str
    """Of the source, or of the description's file."""
    ledger: Ledger
    diagnostics: Diagnostics
    folders: int = 0
    """How many target folders it has."""


@dataclass(slots=True, kw_only=True)
class Run:
    """What is known so far. Findings are kept with the texts they point into, one collector for each of them."""

    console: Console
    is_json: bool = False
    """The result is one JSON object, printed at the end; nothing else goes to stdout."""
    collectors: list[Diagnostics] = field(default_factory=list[Diagnostics])
    done: list[Done] = field(default_factory=list[Done])
    report: Report = field(default_factory=Report)
    details: dict[str, Any] = field(default_factory=dict[str, Any])
    """More keys of the JSON report, by command."""

    def collector(self, job: Job | None = None) -> Diagnostics:
        """Return a new collector, with the severities of a job."""
        diagnostics = Diagnostics()
        if job:
            diagnostics = Diagnostics(strict=job.strict, lenient=job.lenient, severities=dict(job.rules))
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
        absent = any(finding.code is codes.FILE_MISSING for finding in self.findings())
        return ExitCode.USAGE if absent else ExitCode.SPEC_INVALID

    def show_errors(self) -> None:
        """Print errors in full on stderr."""
        for findings, texts in self.told():
            self.console.findings([each for each in findings if each.severity >= Severity.ERROR], texts, sys.stderr)

    def json(self, code: ExitCode) -> str:
        """Return the JSON report of the run, one object (docs/exit-codes.md)."""
        value = {
            "verdict": code.verdict,
            "code": int(code),
            "findings": [each for findings, texts in self.told() for each in as_json(findings, texts)],
            "files": self.report.files(),
            "ledger": {
                "operations": {
                    part: sum(getattr(done.ledger, part) for done in self.done)
                    for part in ("total", "full", "degraded", "skipped")
                }
            },
            **self.details,
        }
        return json.dumps(value, indent=2) + "\n"
