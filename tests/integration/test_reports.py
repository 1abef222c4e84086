"""What services are told of a run: annotations, code quality, a summary."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from integration.pets import Project

from specloom.cli.arguments import FORMS
from specloom.cli.exit_codes import ExitCode
from specloom.cli.markdown_summary import markdown_summary
from specloom.cli.reports import DRIFT_WORDS, ReportForm, report_text
from specloom.output import DriftKind

PAGE = "generated/pets/docs/default/getPet.md"


@pytest.fixture
def drifted(tmp_path: Path) -> Project:
    """A project whose description changed after it was generated."""
    project = Project.make(tmp_path / "repo")
    assert project.run("generate").returncode == 0
    project.edit("pets.yaml", "Get a pet", "Get one")
    return project


def test_the_forms_of_the_command_line_are_those_there_are() -> None:
    assert sorted(ReportForm) == sorted(FORMS)
    assert sorted(DriftKind) == sorted(DRIFT_WORDS)


def test_check_annotates_the_line_of_each_file_that_drifted(drifted: Project) -> None:
    done = drifted.run("check", "--format", "github")

    lines = done.stdout.splitlines()
    assert done.returncode == ExitCode.DRIFT
    assert any(
        line.startswith(f"::error file={PAGE},line=2,title=drift::would be generated differently%0A") for line in lines
    )
    assert "%3B to bring" not in done.stdout
    is_bookkeeping = ["/.specloom/" in line for line in lines]
    assert is_bookkeeping == sorted(is_bookkeeping), "GitHub shows only the first ten"


def test_annotations_name_files_from_the_top_of_the_checkout(drifted: Project) -> None:
    top = {"GITHUB_WORKSPACE": str(drifted.folder.parent), "CI_PROJECT_DIR": str(drifted.folder.parent)}

    github = drifted.run("check", "--format", "github", env=top).stdout
    gitlab = json.loads(drifted.run("check", "--format", "gitlab", env=top).stdout)

    assert f"file=repo/{PAGE},line=2" in github
    assert f"repo/{PAGE}" in [each["location"]["path"] for each in gitlab]


def test_code_quality_has_what_gitlab_asks_for(drifted: Project) -> None:
    """https://docs.gitlab.com/ci/testing/code_quality/: these keys, each fingerprint once, relative paths without `./`."""
    drifted.edit("pets.yaml", "required: true, ", "")

    found: list[dict[str, Any]] = json.loads(drifted.run("check", "--format", "gitlab").stdout)
    again: list[dict[str, Any]] = json.loads(drifted.run("check", "--format", "gitlab").stdout)

    assert found == again
    assert {each["check_name"] for each in found} == {"path-parameter-optional", "drift"}
    for each in found:
        assert each["description"]
        assert each["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert each["location"]["lines"]["begin"] >= 1
        assert not each["location"]["path"].startswith((".", "/"))
    assert len({each["fingerprint"] for each in found}) == len(found)


def test_the_fingerprint_of_a_finding_stays_when_lines_move(drifted: Project) -> None:
    drifted.edit("pets.yaml", "required: true, ", "")

    def fingerprints() -> list[str]:
        return [each["fingerprint"] for each in json.loads(drifted.run("lint", "--format", "gitlab").stdout)]

    before = fingerprints()
    drifted.edit("pets.yaml", "paths:\n", "# a line\n\npaths:\n")

    assert before
    assert fingerprints() == before


def test_the_summary_says_what_drifted_why_and_how_to_repair_it(drifted: Project) -> None:
    text = drifted.run("check", "--format", "markdown").stdout

    assert text.startswith("### `specloom check`: not up to date\n")
    assert f"| `{PAGE}` | would be generated differently |" in text
    assert "these changed: `pets.yaml`." in text
    assert "To bring them up to date: `specloom generate`" in text
    assert "1 operation: 1 full, 0 degraded, 0 skipped." in text


def test_the_summary_of_generate_lists_its_changes(drifted: Project) -> None:
    changed = drifted.run("generate", "--report", "markdown:summary.md")

    text = (drifted.folder / "summary.md").read_text()
    assert changed.returncode == 0
    assert re.search(r"^\d+ updated; \d+ unchanged\.$", text, re.MULTILINE)
    assert f"| `{PAGE}` | updated |" in text
    assert "No file changed." in drifted.run("generate", "--report", "markdown:/dev/stdout").stdout


def test_several_reports_of_one_run(drifted: Project) -> None:
    forms = [f"--report={form}:{form}.out" for form in ReportForm]

    done = drifted.run("check", *forms)

    made = {form: (drifted.folder / f"{form}.out").read_text() for form in ReportForm}
    report = json.loads(made[ReportForm.JSON])
    assert (report["command"], report["verdict"], report["code"]) == ("check", "drift", done.returncode)
    (told,) = (each for each in report["drift"] if each["path"] == PAGE)
    assert (told["kind"], told["line"]) == ("changed", 2)
    assert told["reasons"]
    assert report["moved"]["generated/pets/docs"] == ["pets.yaml"]
    assert json.loads(made[ReportForm.SARIF])["version"] == "2.1.0"
    assert done.stdout.startswith("--- a/"), "the diff is printed all the same"


def test_reports_are_written_after_failures_too(drifted: Project) -> None:
    (drifted.folder / "pets.yaml").unlink()

    done = drifted.run("check", "--report", "json:report.json", "--report", "github:notes")

    report = json.loads((drifted.folder / "report.json").read_text())
    assert done.returncode == ExitCode.USAGE == report["code"]
    assert (drifted.folder / "notes").read_text().startswith("::error file=pets.yaml,title=file-missing::")


def test_a_report_that_cannot_be_kept_is_no_success(drifted: Project) -> None:
    drifted.run("generate")

    done = drifted.run("check", "--report", "json:missing/report.json")

    assert done.returncode == ExitCode.USAGE
    assert "--report cannot be written to 'missing/report.json'" in done.stderr


def test_a_report_of_an_unknown_form_is_refused(drifted: Project) -> None:
    for wrong in ("xml:report", "json", "json:"):
        assert drifted.run("check", "--report", wrong).returncode == ExitCode.USAGE


def test_generate_tells_by_its_exit_code_that_something_changed(drifted: Project) -> None:
    assert drifted.run("generate", "--dry-run", "--exit-code").returncode == ExitCode.DRIFT
    assert drifted.run("generate", "--exit-code").returncode == ExitCode.DRIFT
    assert drifted.run("generate", "--exit-code").returncode == ExitCode.OK


HOSTILE = "</details>\n\n# @everyone ![x](http://x.example/y.png) | `` | <script>\n::add-mask::x\x1b[31m"


def test_text_of_a_description_does_nothing_in_a_summary_or_a_log() -> None:
    finding = {
        "rule": "x",
        "severity": "error",
        "file": HOSTILE,
        "line": 1,
        "column": 1,
        "pointer": "",
        "reason": "",
        "message": HOSTILE,
        "subject": HOSTILE,
        "consequence": HOSTILE,
        "fix": HOSTILE,
    }
    value = {
        "command": "check",
        "verdict": "drift",
        "code": 3,
        "findings": [finding],
        "repair": HOSTILE,
        "drift": [{"path": HOSTILE, "kind": "changed", "line": 1}],
        "moved": {HOSTILE: [HOSTILE]},
        "files": {},
        "ledger": {"operations": {"total": 0}},
        "coverage": [],
    }

    summary = markdown_summary(value, DRIFT_WORDS)
    log = report_text(ReportForm.GITHUB, value, ())

    assert "\x1b" not in summary
    outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", summary)
    for sign in ("@", "![", "<", "</details>", "``"):
        assert sign not in outside
    assert log.count("\n") == 2
    assert all(line.startswith("::error ") for line in log.splitlines())
