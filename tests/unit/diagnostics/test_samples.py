"""The lines that explain a code are true: the first has the finding, and the mended ones do not."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
import yaml
from builds import job_for

from specloom.diagnostics import Diagnostics, Stop
from specloom.diagnostics.codes import CATALOGUE
from specloom.diagnostics.samples import SAMPLES
from specloom.pipeline import survey
from specloom.spec.keyword_stage import Answer

HEAD = {
    "openapi": "openapi: 3.1.0\n",
    "info": "info: {title: Pets, version: '1'}\n",
    "servers": "servers: [{url: https://api.example.com}]\n",
    "paths": "paths: {}\n",
}


def codes_of(folder: Path, sample: str) -> set[str]:
    """Return the codes that `lint` finds in a description with these lines."""
    head = "".join(text for key, text in HEAD.items() if not sample.startswith(f"{key}:") and f"\n{key}:" not in sample)
    spec = folder / "spec.yaml"
    spec.write_text(head + sample, encoding="utf-8")
    (folder / "pet.yaml").write_text("type: object\n", encoding="utf-8")
    diagnostics = Diagnostics()
    with contextlib.suppress(Stop):
        survey(job_for(spec), diagnostics)
    return {finding.code.name for finding in diagnostics}


@pytest.fixture(autouse=True)
def _without_the_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the validator would add has no sample; starting it takes seconds."""
    monkeypatch.setattr("specloom.pipeline.ask_keyword_stage", lambda _: Answer(""))


@pytest.mark.parametrize("code", SAMPLES)
def test_a_sample_has_its_finding_and_its_mended_form_has_none(code: str, tmp_path: Path) -> None:
    sample = SAMPLES[code]

    assert code in CATALOGUE
    assert code in codes_of(tmp_path, sample.bad)
    if sample.mended:
        assert code not in codes_of(tmp_path, sample.mended)
        assert isinstance(yaml.safe_load(sample.mended), dict)
