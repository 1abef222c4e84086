"""Helpers: what a description makes, in memory."""

from __future__ import annotations

from pathlib import Path

from specloom.config.job import Job, SourceSettings, TargetSettings
from specloom.diagnostics import Diagnostics
from specloom.pipeline import build
from specloom.targets.registry import TARGETS

__all__ = ["ROOT", "build_files", "job_for"]

ROOT = Path(__file__).resolve().parent.parent
"""The checkout."""


def job_for(spec: Path, *targets: str, name: str = "", server: str | None = None) -> Job:
    """Return a job for a description, with default options; all targets where none is named."""
    source = SourceSettings(name=name, spec=spec, label=spec.name, root=spec.parent, server=server)
    return Job(source=source, targets=tuple(TargetSettings(name=each, folder=each) for each in targets or TARGETS))


def build_files(
    spec: Path, *targets: str, name: str = "", server: str | None = None, diagnostics: Diagnostics | None = None
) -> dict[str, str]:
    """Return every file that a description makes, by its path below the output folder."""
    job = job_for(spec, *targets, name=name, server=server)
    output = build(job, diagnostics if diagnostics is not None else Diagnostics())
    return {f"{folder.path}/{path}": text for folder in output.folders for path, text in folder.files.items()}
