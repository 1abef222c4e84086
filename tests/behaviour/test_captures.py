"""Captures as users see them: generated pages follow them, and `check` tells what moved."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from behaviour.test_coverage import Result, Specloom, specloom, write
from cases import SCHEMAS
from unit.docs.recorded import captures, json_body, recorded

from specloom.captures.model import Captures, Recorded
from specloom.cli.exit_codes import ExitCode
from specloom.cli.mock import MockOptions, _make
from specloom.config.load import load_config
from specloom.diagnostics import Diagnostics
from specloom.mock import Trouble

__all__ = ["specloom"]

CONFIG = "version: 1\nsources: {pets: {spec: pets.yaml, captures: {minimum: %s}}}\ntargets: {docs: , python: }\n"
SCENARIO = """\
arazzo: 1.0.1
info: {title: %s, version: "1"}
sourceDescriptions: [{name: pets, url: pets.yaml, type: openapi}]
workflows: [{workflowId: all, steps: [{stepId: list, operationId: listPets}]}]
"""
Capture = Callable[..., None]


@pytest.fixture
def capture(specloom: Specloom, monkeypatch: pytest.MonkeyPatch) -> Capture:  # noqa: ARG001 - it makes the folder
    """Put captures into the folder of the config."""
    kept: list[Recorded] = []

    def read(*_: object) -> Captures:
        return captures(*kept)

    monkeypatch.setattr("specloom.pipeline.read_captures", read)
    Path("captures/pets").mkdir(parents=True)
    Path("specloom.yaml").write_text(CONFIG % 0)

    def put(*found: Recorded) -> None:
        kept[:] = found

    return put


def changed(result: Result) -> list[str]:
    """Return the files that `check` would have otherwise, without what every folder has."""
    return sorted(each["path"] for each in result.json()["drift"] if "/.specloom/" not in each["path"])


def test_a_changed_capture_changes_one_page_and_check_says_why(specloom: Specloom, capture: Capture) -> None:
    capture(recorded("listPets", 200, json_body({"name": "Bella"})))
    specloom("generate")
    capture(recorded("listPets", 200, json_body({"name": "Rex"})))

    result = specloom("check")

    assert result.code == ExitCode.DRIFT
    assert "since generated/pets/docs was generated, these changed: the captures\n" in result.err
    assert changed(specloom("check", "--json")) == ["generated/pets/docs/default/listPets.md"]


def test_without_captures_the_manifest_says_that_there_are_none(specloom: Specloom, capture: Capture) -> None:
    specloom("generate")
    none = json.loads(Path("generated/pets/docs/.specloom/manifest.json").read_text())
    capture(recorded("listPets"))
    specloom("generate")
    some, python = (
        json.loads(Path(f"generated/pets/{target}/.specloom/manifest.json").read_text())
        for target in ("docs", "python")
    )

    assert none["inputs"]["captures_sha256"] is None
    assert len(some["inputs"]["captures_sha256"]) == 64
    assert python["inputs"]["captures_sha256"] is None


def test_check_says_that_a_scenario_changed(specloom: Specloom, capture: Capture) -> None:
    capture()
    Path("specloom.yaml").write_text((CONFIG % 0).replace("minimum: 0", "scenarios: [a.arazzo.yaml]"))
    Path("a.arazzo.yaml").write_text(SCENARIO % "Pets")
    specloom("generate")
    Path("a.arazzo.yaml").write_text(SCENARIO % "Animals")

    result = specloom("check")

    assert "since generated/pets/docs was generated, these changed: a.arazzo.yaml\n" in result.err


def test_too_few_captures_fail_check_alone(specloom: Specloom, capture: Capture) -> None:
    Path("specloom.yaml").write_text(CONFIG % 50)
    assert specloom("generate").code == ExitCode.OK

    few = specloom("check", "--json")
    capture(recorded("listPets", 200, json_body({})))
    specloom("generate")
    enough = specloom("check", "--json")

    assert (few.code, few.rules) == (ExitCode.DRIFT, ["captures-few"])
    assert (enough.code, enough.rules) == (ExitCode.OK, [])


def test_a_capture_that_is_gone_is_worse_coverage(specloom: Specloom, capture: Capture) -> None:
    capture(recorded("listPets", 200, json_body({})))
    specloom("generate")
    shutil.rmtree("captures")

    result = specloom("check", "--json")

    assert result.rules == ["coverage-worse"]
    assert result.json()["coverage"][0]["worse"][0]["part"] == "capture of 200 application/json"


def test_the_mock_has_the_captures_where_it_is_asked_to(capture: Capture) -> None:
    capture(recorded("listPets", 200, json_body({})))
    (job,) = load_config(Path("specloom.yaml"), SCHEMAS, Diagnostics()).jobs

    made = [_make(job, options, Trouble(), Diagnostics()) for options in (MockOptions(captures=True), MockOptions())]

    assert [each.replay and len(each.replay.captures.recorded) for each in made] == [1, None]


def test_lint_does_not_miss_the_findings_that_it_cannot_make(specloom: Specloom) -> None:
    rules = "rules: {captures-few: {severity: note, reason: soon, paths: ['#/paths']}}\n"
    Path("specloom.yaml").write_text(CONFIG % 50 + rules)
    write(Path("pets.yaml").read_text())

    assert "rule-unused" not in specloom("lint", "--format", "json").rules
