"""Findings as SARIF 2.1.0."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from unit.diagnostics.sarif_rules import SARIF

from specloom.diagnostics import Diagnostics, Location, Position, Severity, codes
from specloom.diagnostics.model import Rule
from specloom.diagnostics.sarif import SarifPrinter

PRINTER = SarifPrinter(version="1.2.3", folder=Path("/home/me/project"))


@dataclass
class Texts:
    """A file in which every pointer has a line, moved down by some lines."""

    lines: dict[str, int] = field(default_factory=dict[str, int])
    shift: int = 0
    folder: str = "specs/"

    def position(self, location: Location) -> Position | None:
        line = self.lines.get(location.pointer)
        return Position(line + self.shift, 5, 7) if line else None

    def written_at(self, location: Location) -> Location:
        return location

    def line(self, file: str, number: int) -> str | None:
        raise AssertionError(f"line {number} of {file} is not needed")

    def display(self, file: str) -> str:
        return self.folder + file


def log_of(diagnostics: Diagnostics, texts: Texts | None = None) -> dict[str, Any]:
    """Return the only run of the log, which follows the rules of the standard."""
    log = PRINTER.log([(list(diagnostics), texts or Texts())])
    errors = [error.message for error in jsonschema_rs.iter_errors(SARIF, log, validate_formats=True)]

    assert errors == []
    run = log["runs"][0]
    assert all(run["tool"]["driver"]["rules"][each["ruleIndex"]]["id"] == each["ruleId"] for each in run["results"])
    return run


def findings() -> Diagnostics:
    diagnostics = Diagnostics()
    diagnostics.report(codes.REF_MISSING, Location("api.yaml", "/b/$ref"), ref="#/x", hint="", subject="GET /pets")
    diagnostics.report(codes.TAG_DUPLICATE, Location("api.yaml", "/a"), name="ä")
    diagnostics.report(codes.TAG_DUPLICATE, Location("api.yaml", "/c"), name="ö")
    return diagnostics


def test_a_result_says_what_and_where() -> None:
    result = log_of(findings(), Texts({"/b/$ref": 3}))["results"][0]

    assert result == {
        "ruleId": "ref-missing",
        "ruleIndex": 0,
        "level": "error",
        "message": {
            "text": "GET /pets: nothing at '#/x'\n"
            "nothing was written; `--lenient` leaves out this part alone; correct the reference"
        },
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "specs/api.yaml", "uriBaseId": "%SRCROOT%"},
                    "region": {"startLine": 3, "startColumn": 5, "endColumn": 12},
                },
                "logicalLocations": [{"fullyQualifiedName": "/b/$ref", "kind": "value"}],
            }
        ],
        "partialFingerprints": result["partialFingerprints"],
    }


def test_each_rule_that_is_used_is_described_once_with_its_page() -> None:
    rules = log_of(findings())["tool"]["driver"]["rules"]

    assert [rule["id"] for rule in rules] == ["ref-missing", "tag-duplicate"]
    assert rules[0]["defaultConfiguration"] == {"level": "error"}
    assert rules[0]["help"]["text"].startswith("ref-missing (error)\n")
    assert "```yaml" in rules[0]["help"]["markdown"]


def test_a_fingerprint_stays_when_lines_move_and_tells_places_apart() -> None:
    def prints(shift: int) -> list[str]:
        lines = {"/a": 1, "/b/$ref": 2, "/c": 3}
        results = log_of(findings(), Texts(lines, shift=shift))["results"]
        return [each["partialFingerprints"]["specloomFinding/v1"] for each in results]

    assert prints(0) == prints(40)
    assert len(set(prints(0))) == 3


def test_several_findings_of_one_code_at_one_place_are_told_apart() -> None:
    diagnostics = Diagnostics()
    for name in ("a", "b"):
        diagnostics.report(codes.TAG_DUPLICATE, Location("api.yaml", "/tags"), name=name)
    prints = {json.dumps(each["partialFingerprints"]) for each in log_of(diagnostics)["results"]}

    assert len(prints) == 2


def test_what_is_about_no_file_is_a_notification() -> None:
    diagnostics = Diagnostics()
    diagnostics.report(codes.FILE_MISSING, None, path="nowhere.yaml")
    run = log_of(diagnostics)

    assert run["results"] == []
    assert run["invocations"][0]["executionSuccessful"] is False
    assert run["invocations"][0]["toolExecutionNotifications"][0]["descriptor"]["id"] == "file-missing"


def test_other_places_of_a_fault_are_related() -> None:
    diagnostics = Diagnostics()
    related = [("first here", Location("api.yaml", "/a"), None), ("nowhere", None, None)]
    diagnostics.report(codes.TAG_DUPLICATE, Location("api.yaml", "/b"), name="x", related=related)
    result = log_of(diagnostics, Texts({"/a": 1, "/b": 2}))["results"][0]

    assert [each["message"]["text"] for each in result["relatedLocations"]] == ["first here"]
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 1


def test_a_waiver_with_a_reason_is_a_suppression() -> None:
    rule = Rule(severity=Severity.NOTE, reason="known to the vendor")
    diagnostics = Diagnostics(rules={"tag-duplicate": rule})
    diagnostics.report(codes.TAG_DUPLICATE, Location("api.yaml", "/b"), name="x")
    result = log_of(diagnostics)["results"][0]

    assert result["level"] == "note"
    assert result["suppressions"] == [{"kind": "external", "justification": "known to the vendor"}]


@pytest.mark.parametrize(
    ("folder", "artifact"),
    [
        ("", {"uri": "my%20api.yaml", "uriBaseId": "%SRCROOT%"}),
        ("../other/", {"uri": "../other/my%20api.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/home/me/project/specs/", {"uri": "specs/my%20api.yaml", "uriBaseId": "%SRCROOT%"}),
        ("/etc/", {"uri": "file:///etc/my%20api.yaml"}),
        ("https://example.com/a/", {"uri": "https://example.com/a/my%20api.yaml"}),
    ],
)
def test_files_are_named_relative_to_the_folder_of_the_run(folder: str, artifact: dict[str, str]) -> None:
    diagnostics = Diagnostics()
    diagnostics.report(codes.TAG_DUPLICATE, Location("my api.yaml", "/b"), name="x")
    result = log_of(diagnostics, Texts(folder=folder))["results"][0]

    assert result["locations"][0]["physicalLocation"]["artifactLocation"] == artifact


def test_hostile_text_stays_text() -> None:
    """Control characters are escaped, and nothing in a message makes another result."""
    diagnostics = Diagnostics()
    diagnostics.report(codes.TAG_DUPLICATE, Location("api.yaml", "/b"), name='"}]\x1b[31m\u2028</script>')
    text = json.dumps(PRINTER.log([(list(diagnostics), Texts())]))

    assert text.isascii()
    assert text.isprintable()
    assert len(json.loads(text)["runs"][0]["results"]) == 1
