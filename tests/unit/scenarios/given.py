"""Scenarios for tests: a text in, what is read of it and the findings out."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from builds import ROOT, job_for

from specloom.config.job import CaptureSettings
from specloom.diagnostics import Diagnostics
from specloom.diagnostics.frame import Marks
from specloom.diagnostics.render import TextPrinter
from specloom.ir.api import Api
from specloom.pipeline import load_api
from specloom.scenarios.model import Scenario
from specloom.scenarios.read import read_scenarios

__all__ = ["api_of", "document", "read", "shown"]


@lru_cache(maxsize=8)
def api_of(spec: Path) -> Api:
    """Return the API of a description, read once."""
    return load_api(job_for(spec).source, Diagnostics(lenient=True)).api


def read(
    text: str, folder: Path, *, spec: Path = ROOT / "specs" / "petstore-plus.yaml", name: str = "case.arazzo.yaml"
) -> tuple[tuple[Scenario, ...], Diagnostics]:
    """Return the scenarios of a file with this text, and what was found."""
    (folder / name).write_text(text, encoding="utf-8")
    diagnostics = Diagnostics()
    settings = CaptureSettings(folder=folder / "captures", label="captures", scenarios=("*.arazzo.*",))
    return read_scenarios(settings, folder, api_of(spec), diagnostics), diagnostics


def document(steps: str, *, workflow: str = "", rest: str = "") -> str:
    """Return a document of one workflow with these steps, each line of which begins at the left."""
    indented = "".join(f"      {line}\n" for line in steps.splitlines())
    more = "".join(f"    {line}\n" for line in workflow.splitlines())
    return (
        "arazzo: 1.0.1\n"
        "info: {title: Case, version: '1'}\n"
        "sourceDescriptions: [{name: shop, url: spec.yaml, type: openapi}]\n"
        f"{rest}workflows:\n  - workflowId: main\n{more}    steps:\n{indented}"
    )


def shown(diagnostics: Diagnostics) -> str:
    """Return the findings as they are printed."""
    assert diagnostics.texts is not None
    return TextPrinter(texts=diagnostics.texts, marks=Marks.of("utf-8")).print(diagnostics)
