"""`check` and `--edits` as commands: the reasons, git, bounded diffs, edits and kept paths of the config."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from specloom.cli.exit_codes import ExitCode
from specloom.cli.main import main
from specloom.render import Renderer

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://api.example.com"}]
paths:
  /pets:
    get:
      operationId: listPets
      summary: All pets
      responses: {"200": {description: ok, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}}
  /toys:
    get: {operationId: listToys, summary: All toys, responses: {"204": {description: ok}}}
components:
  schemas:
    Pet: {type: object, description: A pet., properties: {name: {type: string}}}
"""
CONFIG = "version: 1\nsources: {pets: {spec: pets.yaml}}\ntargets: {docs: {DOCS}}\n"
PAGE = Path("generated/pets/docs/default/listPets.md")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run commands in a folder whose output is up to date; return code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    Path("pets.yaml").write_text(SPEC)
    configure("")

    def command(*argv: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(list(argv))
        return code, *capsys.readouterr()

    assert command("generate")[0] == ExitCode.OK
    return command


def configure(settings: str) -> None:
    Path("specloom.yaml").write_text(CONFIG.replace("DOCS", settings))


def reworded() -> None:
    Path("pets.yaml").write_text(SPEC.replace("A pet.", "A nice pet."))


def drift(run: Run) -> dict[str, Any]:
    code, out, _ = run("check", "--json")
    assert code == ExitCode.DRIFT
    return {Path(each["path"]).name: each for each in json.loads(out)["drift"]}


def test_each_file_says_why_it_differs(run: Run) -> None:
    reworded()

    code, _, told = run("check")

    assert code == ExitCode.DRIFT
    assert "Pet.md: would be generated differently (spec: pets.yaml#/components/schemas/Pet)" in told
    assert "to bring them up to date: specloom generate\n" in told


def test_the_report_has_the_reasons_too(run: Run) -> None:
    reworded()

    pet = drift(run)["Pet.md"]

    assert pet["reasons"] == [{"cause": "spec", "what": "pets.yaml#/components/schemas/Pet", "change": "changed"}]
    assert pet["diff"].startswith("--- a/generated/pets/docs/schemas/Pet.md\n")


def test_a_setting_is_a_reason(run: Run) -> None:
    configure("languages: [python]")

    assert drift(run)["listPets.md"]["reasons"] == [
        {"cause": "config", "what": "targets.docs.languages", "change": "added"}
    ]


def test_a_file_of_an_operation_that_is_gone_names_it(run: Run) -> None:
    Path("pets.yaml").write_text("\n".join(line for line in SPEC.split("\n") if "oys" not in line))

    toys = drift(run)["listToys.md"]

    assert toys["kind"] == "stale"
    assert toys["reasons"] == [{"cause": "spec", "what": "pets.yaml#/paths/~1toys/get", "change": "removed"}]


def test_diffs_are_bounded(run: Run) -> None:
    PAGE.unlink()

    assert run("check", "--no-diff")[1] == ""
    shown = run("check", "--diff", "5")[1].splitlines()
    assert len(shown) == 6
    assert "more lines of the difference in" in shown[-1]


def test_an_executable_file_is_drift_and_is_repaired(run: Run) -> None:
    PAGE.chmod(0o755)

    assert drift(run)["listPets.md"]["kind"] == "mode"
    assert run("generate")[0] == ExitCode.OK
    assert not PAGE.stat().st_mode & 0o111
    assert run("check")[0] == ExitCode.OK


def test_where_every_file_is_executable_modes_mean_nothing(run: Run) -> None:
    for path in Path("generated").rglob("*"):
        if path.is_file():
            path.chmod(0o755)

    assert run("check")[0] == ExitCode.OK


def test_untracked_files_are_named_and_a_failure_if_that_is_asked_for(run: Run) -> None:
    subprocess.run(["git", "init", "-q"], check=True)

    code, _, told = run("check")

    assert (code, "not in git yet: git add generated/pets/docs/" in told) == (ExitCode.OK, True)
    assert run("check", "--committed")[0] == ExitCode.DRIFT
    subprocess.run(["git", "add", "."], check=True)
    assert run("check", "--committed")[0] == ExitCode.OK


def test_without_a_repository_nobody_can_say_what_is_committed(run: Run) -> None:
    assert run("check")[0] == ExitCode.OK

    code, _, told = run("check", "--committed")

    assert (code, "git" in told) == (ExitCode.USAGE, True)


@pytest.mark.parametrize("how", ["config", "option"])
def test_edits_are_merged_where_that_is_asked_for(run: Run, how: str) -> None:
    if how == "config":
        configure("edits: merge")
    option = ["--edits", "merge"] if how == "option" else []
    assert run("generate", *option)[0] == ExitCode.OK
    page = Path("generated/pets/docs/schemas/Pet.md")
    page.write_text(page.read_text() + "\nMine.\n")
    reworded()

    assert run("generate", *option)[0] == ExitCode.OK

    assert "A nice pet." in page.read_text()
    assert page.read_text().endswith("\nMine.\n")
    assert run("check", *option)[0] == ExitCode.OK


def test_edits_that_meet_end_with_4_and_name_the_lines(run: Run) -> None:
    configure("edits: merge")
    run("generate")
    page = Path("generated/pets/docs/schemas/Pet.md")
    page.write_text(page.read_text().replace("A pet.", "My pet."))
    reworded()

    code, _, told = run("generate")

    assert code == ExitCode.CONFLICT
    assert "both change line" in told
    assert "My pet." in page.read_text()


def test_edits_are_overwritten_where_that_is_asked_for(run: Run) -> None:
    configure("edits: overwrite")
    PAGE.write_text("mine\n")

    assert run("generate")[0] == ExitCode.OK
    assert PAGE.read_text() != "mine\n"


def test_kept_paths_of_the_config_are_the_users_own(run: Run) -> None:
    configure("keep: [default/listPets.md, own]")
    PAGE.write_text("mine\n")
    own = PAGE.parents[1] / "own/notes.md"
    own.parent.mkdir()
    own.write_text("mine\n")

    assert run("generate")[0] == ExitCode.OK
    assert run("check")[0] == ExitCode.OK
    assert (PAGE.read_text(), own.read_text()) == ("mine\n", "mine\n")


@pytest.mark.parametrize("settings", ["edits: always", "keep: [../x]", "keep: x", "keep: [/x]"])
def test_wrong_settings_are_findings(run: Run, settings: str) -> None:
    configure(settings)

    code, _, told = run("check")

    assert (code, "specloom.yaml:3:" in told) == (ExitCode.USAGE, True)


def test_a_broken_file_ends_with_1_and_nothing_is_written(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {path: path.stat().st_mtime_ns for path in Path("generated").rglob("*")}
    real = Renderer.render_raw
    monkeypatch.setattr(Renderer, "render_raw", lambda self, view: real(self, view) + "}" * view.path.endswith(".json"))
    reworded()

    code, _, told = run("generate")

    assert (code, "output-broken" in told, "coverage.json" in told) == (ExitCode.INTERNAL, True, True)
    assert {path: path.stat().st_mtime_ns for path in Path("generated").rglob("*")} == before
