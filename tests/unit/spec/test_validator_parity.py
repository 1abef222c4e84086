"""Whatever openapi-spec-validator has against a real document, a finding of our own says in every `generate`.

Its schema stage is asked by the error, before our words for it are made; its keyword stage as `lint` runs it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from builds import ROOT, job_for

from specloom.diagnostics import Diagnostics, Finding, Location
from specloom.pipeline import Loaded, load_api
from specloom.spec.keyword_stage import ask_keyword_stage, report_keyword_stage
from specloom.spec.official import official_errors

pytestmark = pytest.mark.corpus

MANIFEST = ROOT.parent / "shared" / "corpus" / "MANIFEST.json"
SAMPLE = {"hey-api-full-3.1", "meilisearch", "redocly-lint-3.2", "text-generation-inference", "docker-engine"}
"""Documents that are checked in every run: rejected ones of each version, and quick."""


def documents() -> Iterator[Any]:
    """Yield the documents of the corpus, those that are not in the sample for the nightly run."""
    entries = json.loads(MANIFEST.read_text(encoding="utf-8"))["documents"] if MANIFEST.is_file() else []
    for entry in entries:
        marks = () if entry["name"] in SAMPLE else (pytest.mark.nightly,)
        yield pytest.param(entry["name"], entry["path"], id=entry["name"], marks=marks)


def read(corpus: Path, path: str) -> tuple[Loaded, Diagnostics]:
    """Return a document as `generate --lenient` reads it, and what is found in it."""
    diagnostics = Diagnostics(lenient=True)
    source = replace(job_for(corpus / path).source, root=corpus / path.partition("/")[0])
    return load_api(source, diagnostics), diagnostics


def is_said(place: Location, findings: list[Finding]) -> bool:
    """Return whether a finding in words of our own stands at a place, inside it, or at the object around it."""
    around = place.pointer.rpartition("/")[0]
    return any(
        finding.location is not None
        and finding.location.file == place.file
        and finding.code.name != "spec-violation"
        and (
            finding.location.pointer in (place.pointer, around)
            or finding.location.pointer.startswith(place.pointer + "/")
        )
        for finding in findings
    )


@pytest.mark.parametrize(("_name", "path"), list(documents()))
def test_what_the_official_schema_says_is_said_in_our_words(_name: str, path: str, corpus: Path) -> None:
    loaded, diagnostics = read(corpus, path)
    root = loaded.document.root
    version = "2.0" if "swagger" in root.value else str(root.value["openapi"])[:3]
    places = {root.location.child(*error.instance_path) for error in official_errors(version, root.value)}

    assert [] == [finding.message for finding in diagnostics if finding.code.name == "spec-violation"]
    assert [] == sorted(place.pointer for place in places if not is_said(place, list(diagnostics)))


@pytest.mark.parametrize(("_name", "path"), list(documents()))
def test_what_the_keyword_stage_says_is_said_by_our_rules(_name: str, path: str, corpus: Path) -> None:
    """Where it cannot follow a reference, our own finding says that it leads nowhere, or the validator failed."""
    loaded, diagnostics = read(corpus, path)
    known = {id(finding) for finding in diagnostics}
    report_keyword_stage(loaded.document, ask_keyword_stage(loaded.document), diagnostics)
    added = [each for each in diagnostics if id(each) not in known and each.code.name == "spec-violation"]

    assert [] == [(each.location.pointer if each.location else "", each.message) for each in added]
