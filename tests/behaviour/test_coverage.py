"""The coverage ledger as users and scripts see it: committed, compared, and the strict verdict."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from specloom.cli.exit_codes import ExitCode
from specloom.cli.main import main

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://pets.example.com"}]
paths:
  /pets:
    get:
      operationId: listPets
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        "200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
"""
HEADER = SPEC.replace("name: limit, in: query", "name: Accept, in: header")
KEYWORD = SPEC.replace("{name: {type: string}}", "{name: {type: string, not: {const: x}}}")
CONFIG = "version: 1\nsources: {pets: {spec: pets.yaml}}\ntargets: {docs: }\n"
LEDGER = Path("generated/pets/docs/coverage.json")


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)

    @property
    def rules(self) -> list[str]:
        return [each["rule"] for each in self.json()["findings"]]


Specloom = Callable[..., Result]


@pytest.fixture
def specloom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Specloom:
    """Run commands in a folder with a description, `pets.yaml`, and a config."""
    monkeypatch.chdir(tmp_path)
    write(SPEC)
    Path("specloom.yaml").write_text(CONFIG)

    def run(*argv: str) -> Result:
        capsys.readouterr()
        code = main(list(argv))
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run


def write(spec: str) -> None:
    Path("pets.yaml").write_text(spec)


def test_the_ledger_is_committed_as_lines_that_a_diff_can_show(specloom: Specloom) -> None:
    specloom("generate")
    before = LEDGER.read_text()
    write("# a line above changes nothing in the ledger\n" + HEADER)
    specloom("generate")

    lines = LEDGER.read_text().splitlines()
    assert json.loads(before)["operations"] == {"GET /pets": {"coverage": "full", "media_types": 1, "parameters": 1}}
    assert set(lines) - set(before.splitlines()) == {
        '{"coverage": "skipped", "kind": "parameter", "part": "header parameter Accept",'
        ' "places": ["#/paths/~1pets/get/parameters/0"],'
        ' "reason": "OpenAPI has a parameter of this name ignored", "rule": "header-ignored", "subject": "GET /pets"}',
        '"entries": [',
        "],",
        '"keywords": {"degraded": 0, "full": 4, "skipped": 0, "total": 4},',
        '"type": {"degraded": 0, "full": 2, "skipped": 0, "total": 2}',
        '"GET /pets": {"coverage": "degraded", "media_types": 1, "parameters": 1}',
        '"operations": {"degraded": 1, "full": 0, "skipped": 0, "total": 1},',
        '"parameters": {"degraded": 0, "full": 0, "skipped": 1, "total": 1},',
    }


def test_worse_coverage_is_told_apart_from_drift(specloom: Specloom) -> None:
    """Each part has a finding with its place, and stands under `coverage`."""
    specloom("generate")
    write(HEADER)

    result = specloom("check", "--json")

    assert result.code == ExitCode.DRIFT
    assert "coverage-worse" in result.rules
    assert result.json()["drift"]
    assert result.json()["coverage"] == [
        {
            "source": "pets",
            "ledger": LEDGER.as_posix(),
            "worse": [
                {
                    "subject": "GET /pets",
                    "part": "header parameter Accept",
                    "before": None,
                    "after": "skipped",
                    "reason": "OpenAPI has a parameter of this name ignored",
                    "rule": "header-ignored",
                    "file": "pets.yaml",
                    "line": 9,
                    "column": 11,
                    "pointer": "/paths/~1pets/get/parameters/0",
                }
            ],
        }
    ]


def test_better_coverage_is_plain_drift(specloom: Specloom) -> None:
    write(KEYWORD)
    specloom("generate")
    write(SPEC)

    result = specloom("check", "--json")

    assert result.code == ExitCode.DRIFT
    assert result.rules == []
    assert [each["worse"] for each in result.json()["coverage"]] == [[]]


def test_generate_says_when_coverage_got_worse(specloom: Specloom) -> None:
    """It goes on: whoever commits the ledger accepts it."""
    specloom("generate")
    write(KEYWORD)

    result = specloom("generate")

    assert result.code == ExitCode.OK
    assert f"coverage got worse than {LEDGER.as_posix()} was, in 1 part:" in result.err
    assert "  keyword not: degraded (`not` is wider as a type)" in result.err
    assert "coverage" not in specloom("generate").err
    assert specloom("check").code == ExitCode.OK


def test_another_ledger_holds_a_regenerated_commit_to_account(specloom: Specloom) -> None:
    """In CI: the ledger of the branch that the pull request goes to."""
    specloom("generate")
    shutil.copy(LEDGER, "base.json")
    write(KEYWORD)
    specloom("generate")

    assert specloom("check").code == ExitCode.OK
    result = specloom("check", "--ledger", "base.json")
    assert result.code == ExitCode.DRIFT
    assert "keyword not: degraded, which it was not in base.json" in result.err
    assert "pets.yaml:14:" in result.err


def test_a_rule_of_the_config_accepts_worse_coverage(specloom: Specloom) -> None:
    specloom("generate")
    shutil.copy(LEDGER, "base.json")
    write(KEYWORD)
    rule = "{severity: note, reason: known, paths: ['#/components/schemas/Pet']}"
    Path("specloom.yaml").write_text(f"{CONFIG}rules: {{coverage-worse: {rule}}}\n")
    specloom("generate")

    assert specloom("check", "--ledger", "base.json").code == ExitCode.OK
    assert specloom("lint").code == ExitCode.OK
    assert "rule-unused" not in specloom("lint").out


@pytest.mark.parametrize(("path", "rule"), [("pets.yaml", "ledger-invalid"), ("nowhere.json", "file-missing")])
def test_what_is_no_ledger_is_told(specloom: Specloom, path: str, rule: str) -> None:
    specloom("generate")

    result = specloom("check", "--ledger", path, "--json")

    assert (result.code, result.rules) == (ExitCode.USAGE, [rule])


def test_a_ledger_is_about_one_description(specloom: Specloom) -> None:
    Path("specloom.yaml").write_text(CONFIG.replace("pets.yaml}", "pets.yaml}, more: {spec: pets.yaml}"))
    specloom("generate")
    ledger = LEDGER.as_posix()

    assert specloom("check", "--ledger", ledger, "--json").rules == ["usage"]
    assert specloom("check", "--source", "pets", "--ledger", ledger).code == ExitCode.OK


def test_a_ledger_that_was_edited_is_drift_and_nothing_worse(specloom: Specloom) -> None:
    specloom("generate")
    LEDGER.write_text("{")

    result = specloom("check", "--json")

    assert result.code == ExitCode.DRIFT
    assert (result.rules, result.json()["coverage"]) == ([], [])


@pytest.mark.parametrize("spec", [HEADER, KEYWORD])
def test_a_strict_run_takes_no_loss(specloom: Specloom, spec: str) -> None:
    """Not even one that is only a note; by the option, and by the config."""
    write(spec)

    assert specloom("generate").code == ExitCode.OK
    for command in ("generate", "check", "lint"):
        assert specloom(command, "--strict").code == ExitCode.SPEC_INVALID
    Path("specloom.yaml").write_text(CONFIG + "strict: true\n")
    result = specloom("generate")
    assert result.code == ExitCode.SPEC_INVALID
    assert "pets.yaml:" in result.err


def test_a_strict_run_takes_what_the_config_accepts(specloom: Specloom) -> None:
    write(HEADER)
    rule = "{severity: note, reason: our gateway sends it}"
    Path("specloom.yaml").write_text(f"{CONFIG}strict: true\nrules: {{header-ignored: {rule}}}\n")

    assert specloom("generate").code == ExitCode.OK


@pytest.mark.parametrize("command", [("generate", "--json"), ("check", "--json"), ("lint", "--format", "json")])
def test_the_json_report_has_the_whole_ledger(specloom: Specloom, command: tuple[str, ...]) -> None:
    write(HEADER)
    specloom("generate")

    ledger = specloom(*command).json()["ledger"]

    assert ledger["operations"] == {"total": 1, "full": 0, "degraded": 1, "skipped": 0, "excluded": 0}
    assert ledger["parameters"] == {"total": 1, "full": 0, "degraded": 0, "skipped": 1}
    assert ledger["media_types"] == {"total": 1, "full": 1, "degraded": 0, "skipped": 0}
    assert ledger["keywords"] == {"total": 4, "full": 4, "degraded": 0, "skipped": 0}
    assert ledger["entries"] == [
        {
            "subject": "GET /pets",
            "kind": "parameter",
            "part": "header parameter Accept",
            "coverage": "skipped",
            "reason": "OpenAPI has a parameter of this name ignored",
            "rule": "header-ignored",
            "file": "pets.yaml",
            "line": 9,
            "column": 11,
            "pointer": "/paths/~1pets/get/parameters/0",
        }
    ]


def test_inspect_prints_the_ledger(specloom: Specloom) -> None:
    write(KEYWORD)

    ledger = specloom("inspect").json()["ledger"]

    assert [each["coverage"] for each in ledger["operations"]] == ["degraded"]
    assert {"not", "type"} <= {each["name"] for each in ledger["keywords"]}
    assert {"response 200 application/json", "keyword not"} == {each["part"] for each in ledger["entries"]}
