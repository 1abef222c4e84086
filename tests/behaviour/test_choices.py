"""What a user says of a description beside it, on the command line and in the config: overlays, selections, rules."""

from __future__ import annotations

import json
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
      tags: [pets]
      responses:
        "200": {description: OK, content: {application/json: {schema: {$ref: "#/components/schemas/Pet"}}}}
  /shops:
    get:
      operationId: listShops
      tags: [shops]
      deprecated: true
      responses: {"204": {description: Nothing}}
components:
  schemas:
    Pet: {type: object, properties: {name: {type: string}}}
    Lost: {type: object, properties: {name: {$ref: "#/nowhere"}}}
"""
CONFIG = "version: 1\nsources:\n  pets:\n    spec: pets.yaml\n"
OVERLAY = """\
overlay: 1.0.0
info: {title: Mend, version: "1"}
actions:
  - target: $.servers
    update: {url: "http://localhost/x"}
  - target: $.paths['/pets'].get
    update:
      summary: List all the pets
      parameters:
        - {name: X-Page, in: nowhere}
"""


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str

    def json(self) -> Any:
        return json.loads(self.out)


Specloom = Callable[..., Result]


@pytest.fixture
def specloom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Specloom:
    """Run commands in a folder with a description, `pets.yaml`, and a config."""
    monkeypatch.chdir(tmp_path)
    Path("pets.yaml").write_text(SPEC)
    Path("specloom.yaml").write_text(CONFIG)

    def run(*argv: str) -> Result:
        capsys.readouterr()
        code = main(list(argv))
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run


def mend(text: str, path: str = "mend.yaml") -> None:
    Path(path).write_text(text)


def test_an_overlay_of_the_config_changes_the_output_and_is_an_input(specloom: Specloom) -> None:
    mend(OVERLAY.partition("      parameters")[0])
    Path("specloom.yaml").write_text(CONFIG + "    overlays: [mend.yaml]\n")

    assert specloom("generate").code == ExitCode.OK
    assert "List all the pets" in Path("generated/pets/docs/pets/listPets.md").read_text()
    manifest = json.loads(Path("generated/pets/docs/.specloom/manifest.json").read_text())
    assert set(manifest["inputs"]["files"]) == {"pets.yaml", "mend.yaml"}
    assert specloom("check").code == ExitCode.OK

    mend(Path("mend.yaml").read_text().replace("all the", "every one of the"))
    result = specloom("check")
    assert result.code == ExitCode.DRIFT
    assert "these changed: mend.yaml" in result.err


def test_an_overlay_of_the_command_line_without_a_config(specloom: Specloom) -> None:
    mend(OVERLAY.partition("      parameters")[0])

    arguments = ("pets.yaml", "--out", "build", "--target", "docs", "--overlay", "mend.yaml")
    assert specloom("generate", *arguments).code == ExitCode.OK
    assert specloom("check", *arguments).code == ExitCode.OK
    assert "List all the pets" in Path("build/docs/pets/listPets.md").read_text()
    assert specloom("check", *arguments[:5]).code == ExitCode.DRIFT


def test_a_finding_about_what_an_overlay_put_there_points_into_the_overlay(specloom: Specloom) -> None:
    mend(OVERLAY)

    found = specloom("lint", "--overlay", "mend.yaml", "--format", "json").json()["findings"]

    places = {(each["rule"], each["file"], each["line"], each["pointer"]) for each in found}
    assert places == {
        ("server-local", "mend.yaml", 5, "/servers/1/url"),
        ("value-unknown", "mend.yaml", 10, "/paths/~1pets/get/parameters/0/in"),
        ("ref-missing", "pets.yaml", 20, "/components/schemas/Lost/properties/name/$ref"),
    }


@pytest.mark.parametrize(
    ("overlay", "code"),
    [
        (OVERLAY.replace("$.servers", "$.server"), ExitCode.USAGE),
        (OVERLAY.replace("overlay:", "openapi:"), ExitCode.USAGE),
        (OVERLAY + "]", ExitCode.USAGE),
        (OVERLAY, ExitCode.SPEC_INVALID),
    ],
)
def test_whose_fault_it_is(specloom: Specloom, overlay: str, code: ExitCode) -> None:
    """An overlay that does not fit is a fault of the command; what it makes of the description is one of the latter."""
    mend(overlay)

    for command in ("generate", "inspect"):
        assert specloom(command, "--overlay", "mend.yaml").code == code
    assert specloom("lint", "--overlay", "nothing.yaml").code == ExitCode.USAGE


def test_an_unused_action_may_be_let_stand(specloom: Specloom) -> None:
    mend(OVERLAY.partition("      parameters")[0].replace("$.servers", "$.server"))
    Path("specloom.yaml").write_text(CONFIG + "    overlays: [mend.yaml]\nrules: {overlay-unused: note}\n")

    assert specloom("generate").code == ExitCode.OK


def test_only_what_is_wanted_is_generated_and_the_rest_is_counted(specloom: Specloom) -> None:
    result = specloom("generate", "--only", "tag:pets", "--target", "docs", "--json")

    assert result.code == ExitCode.OK
    assert result.json()["ledger"]["operations"] == {
        "total": 1,
        "full": 1,
        "degraded": 0,
        "skipped": 0,
        "excluded": 1,
    }
    assert not Path("generated/pets/docs/shops").exists()
    coverage = Path("generated/pets/docs/COVERAGE.md").read_text()
    assert "| Operations | 1 | 1 | 0 | 0 |" in coverage
    assert "not in the total: 1" in coverage
    assert "- `Lost`" in coverage
    assert "1 excluded" in specloom("generate", "--only", "tag:pets", "--target", "docs").err


def test_a_run_for_some_takes_nothing_out_of_a_run_for_all(specloom: Specloom) -> None:
    assert specloom("generate").code == ExitCode.OK
    page = Path("generated/pets/docs/pets/listPets.md")
    Path("pets.yaml").write_text(
        Path("pets.yaml").read_text().replace("{description: OK,", "{description: All of them,")
    )

    refused = specloom("generate", "--only", "tag:pets")
    assert refused.code == ExitCode.USAGE
    assert "this leaves operations out" in refused.err
    assert "All of them" not in page.read_text()
    assert specloom("generate", "--only", "tag:pets", "--out", "elsewhere").code == ExitCode.OK
    assert specloom("check", "--only", "tag:pets", "--out", "elsewhere").code == ExitCode.OK

    assert specloom("generate", "--only", "tag:pets", "--force").code == ExitCode.OK
    assert specloom("check", "--only", "tag:pets").code == ExitCode.OK
    assert specloom("check").code == ExitCode.DRIFT
    assert specloom("generate").code == ExitCode.OK
    assert specloom("check").code == ExitCode.OK


def test_the_config_and_the_command_line_narrow_together(specloom: Specloom) -> None:
    Path("specloom.yaml").write_text(CONFIG + "    exclude: {tags: [shops]}\n")

    found = specloom("inspect", "--only", "method:get").json()

    assert [operation["id"] for operation in found["operations"]] == ["listPets"]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("--only", "tag:pet"), "no operation of the description has a tag like 'pet'; did you mean 'pets'?"),
        (("--without", "op:listPet"), "did you mean 'listPets'?"),
        (("--without", "path:/*"), "none of the 2 operations is left"),
        (("--only", "pets"), "'pets' is none of tag:NAME, path:PATH, op:ID, method:NAME and deprecated"),
    ],
)
def test_a_selection_that_cannot_be_meant(specloom: Specloom, arguments: tuple[str, ...], message: str) -> None:
    result = specloom("generate", *arguments)

    assert result.code == ExitCode.USAGE
    assert message in result.err
    assert not Path("generated").exists()


def test_a_command_that_repairs_says_the_same_selection(specloom: Specloom) -> None:
    result = specloom("check", "--only", "tag:pets", "--without", "deprecated", "--target", "docs", "--json")

    assert result.json()["repair"] == "specloom generate --target docs --only tag:pets --without deprecated"


def test_words_about_one_description_need_one(specloom: Specloom) -> None:
    Path("specloom.yaml").write_text(CONFIG + "  more:\n    spec: pets.yaml\n")

    assert "choose it with --source" in specloom("generate", "--only", "tag:pets").err
    assert specloom("generate", "--only", "tag:pets", "--source", "pets").code == ExitCode.OK


def test_a_schema_that_nothing_uses_stops_nothing(specloom: Specloom) -> None:
    assert specloom("generate").code == ExitCode.OK
    (found,) = [
        each for each in specloom("lint", "--format", "json").json()["findings"] if each["rule"] == "ref-missing"
    ]
    assert found["severity"] == "warning"
    assert "nothing is missing" in found["consequence"]


def test_a_waiver_carries_its_reason(specloom: Specloom) -> None:
    Path("pets.yaml").write_text(SPEC.replace("https://pets.example.com", "http://localhost"))
    rule = "{severity: note, reason: a sandbox for everyone, paths: ['#/servers']}"
    Path("specloom.yaml").write_text(CONFIG + f"rules: {{server-local: {rule}}}\n")

    found = specloom("lint", "--format", "json").json()["findings"]

    (local,) = [each for each in found if each["rule"] == "server-local"]
    assert (local["severity"], local["reason"]) == ("note", "a sandbox for everyone")
    assert {each["reason"] for each in found if each is not local} <= {""}
    assert "note by the config: a sandbox for everyone" in specloom("lint").out


def test_names_of_the_config_reach_every_target(specloom: Specloom) -> None:
    Path("specloom.yaml").write_text(
        CONFIG
        + "    names:\n"
        + "      operations: {listPets: fetchAnimals}\n"
        + "      schemas: {Pet: Animal}\n"
        + "      sections: {pets: Zoo}\n"
    )

    assert specloom("generate").code == ExitCode.OK
    files = {path.relative_to("generated/pets").as_posix() for path in Path("generated").rglob("*")}
    assert {
        "docs/zoo/fetchAnimals.md",
        "docs/schemas/Animal.md",
        "snippets/fetchAnimals/minimal.curl.sh",
        "python/pets/models/animal.py",
        "python/pets/resources/zoo.py",
    } <= files
    assert "def fetch_animals(" in Path("generated/pets/python/pets/resources/zoo.py").read_text()
    assert not {file for file in files if "listPets" in file or "Pet.md" in file}


def test_the_examples_of_a_first_config_can_be_uncommented(specloom: Specloom) -> None:
    Path("specloom.yaml").unlink()
    assert specloom("init", "pets.yaml").code == ExitCode.OK
    text = Path("specloom.yaml").read_text()
    assert text.count("    # ") == 3

    mend("overlay: 1.0.0\nactions: [{target: $.info, update: {title: Pets}}]\n", "overlays.yaml")
    text = text.replace("    # ", "    ").replace("overlays/mend.yaml", "overlays.yaml")
    Path("specloom.yaml").write_text(text.replace("GET /users: listUsers", "GET /pets: fetchPets"))
    result = specloom("inspect")
    assert "filter-unused" in result.err, "there is no path like /internal/*"
    assert result.err.count("error[") == 1
