"""What one job makes: found where an earlier run has made it already, made where not. The verdict is the same."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from specloom.cache import Results, Texts, digest_of, generator_state
from specloom.calls.capture_coverage import CaptureCoverage, cover_captures
from specloom.cli.published import Ledgered, ledgers_of
from specloom.cli.run import Run
from specloom.config import Job
from specloom.diagnostics import Diagnostics, Finding, Location, Position, SourceTexts, Stop
from specloom.ir.api import Excluded
from specloom.ir.ledger import Ledger
from specloom.output import OutputFolder
from specloom.pipeline import Loaded, build_from, load_api, renderer_for, with_captures, with_names
from specloom.source import Document
from specloom.source.remote import cache_folder
from specloom.trace import Trace, traced

__all__ = ["Made", "Maker", "load_all"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """The files of one job, and all that is told of them."""

    folders: tuple[OutputFolder, ...]
    findings: tuple[Finding, ...]
    ledger: Ledger
    excluded: tuple[Excluded, ...]
    root: str
    """The label of the description's own file."""
    schemes: tuple[str, ...]
    """The names of the security schemes."""
    captured: CaptureCoverage
    names: tuple[Ledgered, ...]
    """The ledger of published names, where one is kept."""


@dataclass(frozen=True)
class Maker:
    """Makes the jobs of one run."""

    run: Run
    folder: Path | None = field(default_factory=cache_folder)
    """Of the cache; None: there is none."""

    def make(self, job: Job, diagnostics: Diagnostics) -> Made:
        """Return what a job makes, with everything reported; raises `Stop` where it cannot be made."""
        key = digest_of(generator_state(), os.getcwd(), job)
        made, trace = (self._results.find(key) if self._results else None) or (None, Trace())
        if isinstance(made, Made):
            self.run.traces.append(trace)
            diagnostics.restore(made.findings)
            diagnostics.texts = _LaterTexts(job)
            return made
        with traced() as trace:
            self.run.traces.append(trace)
            made = self._made(job, diagnostics)
        if self._results:
            self._results.keep(key, made, trace)
        return made

    @cached_property
    def _results(self) -> Results | None:
        return Results(self.folder / "results") if self.folder else None

    def _made(self, job: Job, diagnostics: Diagnostics) -> Made:
        loaded = load_all(job, diagnostics)
        if self.folder is None:
            output = build_from(loaded, job, diagnostics)
        else:
            with Texts(self.folder / "texts", generator_state()) as known:
                output = build_from(loaded, job, diagnostics, known)
        return Made(
            folders=output.folders,
            findings=tuple(diagnostics),
            ledger=loaded.api.ledger,
            excluded=loaded.api.excluded,
            root=loaded.api.info.source,
            schemes=tuple(each.name for each in loaded.api.security_schemes),
            captured=cover_captures(loaded.api, loaded.captures),
            names=tuple(ledgers_of(job, loaded.names)),
        )


def load_all(job: Job, diagnostics: Diagnostics) -> Loaded:
    """Return the API of a job with its captures, scenarios and published names."""
    return with_names(with_captures(load_api(job.source, diagnostics), job.source, diagnostics), job, diagnostics)


class _LaterTexts:
    """The texts of a job that was not read again: they are, once a finding is shown."""

    def __init__(self, job: Job) -> None:
        self._job = job

    @cached_property
    def _read(self) -> SourceTexts:
        diagnostics = Diagnostics(strict=self._job.strict, lenient=self._job.lenient, rules=self._job.rules)
        with suppress(Stop):  # where something has changed since: what was read is shown
            renderer_for(self._job, load_all(self._job, diagnostics).document, diagnostics)
        return diagnostics.texts or Document(root_label="", folder=Path())

    def position(self, location: Location) -> Position | None:
        """Return line and column of a location."""
        return self._read.position(location)

    def written_at(self, location: Location) -> Location:
        """Return where a node is written."""
        return self._read.written_at(location)

    def line(self, file: str, number: int) -> str | None:
        """Return a line of a file without its end; None beyond the end."""
        return self._read.line(file, number)

    def display(self, file: str) -> str:
        """Return the path of a file as the user would write it."""
        return self._read.display(file)
