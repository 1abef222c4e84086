"""The command line as users and scripts see it: what is printed where, exit codes, and what happens to the disk."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from specloom import pipeline
from specloom.cli.exit_codes import ExitCode
from specloom.cli.main import main
from specloom.spec import keyword_stage

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://pets.example.com/v1"}]
paths:
  /pets/{petId}:
    get:
      operationId: getPet
      summary: Get a pet
      parameters:
        - {name: petId, in: path, required: true, schema: {type: string}, example: p1}
      responses:
        "200":
          description: A pet
          content:
            application/json:
              schema: {type: object, properties: {name: {type: string}}}
      security: [{ApiKeyAuth: []}]
components:
  securitySchemes:
    ApiKeyAuth: {type: apiKey, in: header, name: X-Api-Key}
"""
CONFIG = """\
version: 1
sources: {pets: {spec: pets.yaml}}
targets: {docs: , snippets: {languages: [curl]}}
"""


class Result:
    """What a command left behind."""

    def __init__(self, code: int, stdout: str, stderr: str) -> None:
        self.code, self.stdout, self.stderr = code, stdout, stderr

    @property
    def json(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.stdout)
        return value


Specloom = Callable[..., Result]


@pytest.fixture
def specloom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Specloom:
    """Run commands in a folder with a description, `pets.yaml`, and a config."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SPECLOOM_DEBUG", raising=False)
    Path("pets.yaml").write_text(SPEC)
    Path("specloom.yaml").write_text(CONFIG)

    def run(*argv: str) -> Result:
        capsys.readouterr()
        code = main(list(argv))
        captured = capsys.readouterr()
        return Result(code, captured.out, captured.err)

    return run


def tree(folder: Path = Path("generated")) -> dict[str, bytes]:
    return {path.as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# generate


def test_generate_writes_each_target_into_its_folder(specloom: Specloom) -> None:
    result = specloom("generate")

    assert result.code == ExitCode.OK
    assert result.stdout == ""
    assert Path("generated/pets/docs/index.md").is_file()
    assert Path("generated/pets/snippets/getPet/minimal.curl.sh").is_file()
    assert "pets  1 operation: 1 full, 0 degraded, 0 skipped" in result.stderr
    assert re.search(r"docs +generated/pets/docs +\d+ files +\d+ changed", result.stderr)


def test_generate_works_without_a_config(specloom: Specloom) -> None:
    Path("specloom.yaml").unlink()

    result = specloom("generate", "pets.yaml", "--out", "build", "--target", "docs", "--target", "snippets")

    assert result.code == ExitCode.OK
    assert sorted(path.name for path in Path("build").iterdir()) == ["docs", "snippets"]


def test_without_a_config_every_target_is_made(specloom: Specloom) -> None:
    assert specloom("generate", "pets.yaml", "--out", "build").code == ExitCode.OK

    assert sorted(path.name for path in Path("build").iterdir()) == ["docs", "python", "snippets"]
    assert Path("build/python/pets").is_dir()


def test_a_second_run_changes_nothing(specloom: Specloom) -> None:
    specloom("generate")
    times = {path: path.stat().st_mtime_ns for path in Path("generated").rglob("*")}

    result = specloom("generate", "--json")

    assert result.json["files"]["created"] == result.json["files"]["updated"] == result.json["files"]["deleted"] == []
    assert {path: path.stat().st_mtime_ns for path in Path("generated").rglob("*")} == times


def test_a_larger_root_lets_references_leave_the_folder(specloom: Specloom) -> None:
    """The finding names the option; the repairing command repeats it."""
    Path("common.yaml").write_text("Name: {type: string}\n")
    Path("v1").mkdir()
    Path("v1/pets.yaml").write_text(SPEC.replace("name: {type: string}", "name: {$ref: ../common.yaml#/Name}"))

    refused = specloom("generate", "v1/pets.yaml", "--out", "build")
    assert refused.code == ExitCode.SPEC_INVALID
    assert "add `--root .`" in refused.stderr
    assert specloom("generate", "v1/pets.yaml", "--out", "build", "--root", ".").code == ExitCode.OK
    assert specloom("lint", "v1/pets.yaml", "--root", ".").code == ExitCode.OK
    assert specloom("inspect", "v1/pets.yaml", "--root", ".").code == ExitCode.OK
    assert specloom("check", "v1/pets.yaml", "--out", "build", "--root", ".").code == ExitCode.OK
    Path("common.yaml").write_text("Name: {type: integer}\n")
    assert "--root ." in specloom("check", "v1/pets.yaml", "--out", "build", "--root", ".").stderr
    assert specloom("lint", "v1/pets.yaml", "--root", "none").code == ExitCode.USAGE


def test_the_config_may_have_a_larger_root(specloom: Specloom) -> None:
    """The finding has the line that is to be written, with the folder as the config writes it."""
    Path("common.yaml").write_text("Name: {type: string}\n")
    Path("v1").mkdir()
    Path("v1/pets.yaml").write_text(SPEC.replace("name: {type: string}", "name: {$ref: ../common.yaml#/Name}"))
    Path("specloom.yaml").write_text(CONFIG.replace("spec: pets.yaml", "spec: v1/pets.yaml"))

    assert "write `root: .` under `sources.pets` in the config" in specloom("generate").stderr
    Path("specloom.yaml").write_text(CONFIG.replace("spec: pets.yaml", "spec: v1/pets.yaml, root: ."))
    assert specloom("generate").code == ExitCode.OK


def test_another_server_goes_into_the_output(specloom: Specloom) -> None:
    specloom("generate", "--server", "http://127.0.0.1:8080/base")

    text = Path("generated/pets/snippets/getPet/minimal.curl.sh").read_text()
    assert "http://127.0.0.1:8080/base/pets/p1" in text
    assert "pets.example.com" not in text


def test_a_dry_run_writes_nothing(specloom: Specloom) -> None:
    result = specloom("generate", "--dry-run", "--json")

    assert result.code == ExitCode.OK
    assert "generated/pets/docs/index.md" in result.json["files"]["created"]
    assert not Path("generated").exists()


def test_an_edit_stops_generate_and_is_named(specloom: Specloom) -> None:
    specloom("generate")
    Path("generated/pets/docs/index.md").write_text("mine\n")
    Path("pets.yaml").write_text(SPEC.replace("Get a pet", "Fetch a pet"))
    before = tree()

    result = specloom("generate")

    assert result.code == ExitCode.CONFLICT
    assert "error[output-edited]: 'generated/pets/docs/index.md'" in result.stderr
    assert tree() == before
    assert specloom("generate", "--force").code == ExitCode.OK
    assert specloom("check").code == ExitCode.OK


@pytest.mark.parametrize(
    ("spec", "code", "rule"),
    [
        ("openapi: 3.1.0\n  info: [\n", ExitCode.SPEC_INVALID, "syntax"),
        ("{}", ExitCode.SPEC_INVALID, "not-openapi"),
        (SPEC.replace("schema: {type: object", "schema: {$ref: '#/nowhere', type: object"), 5, "ref-missing"),
        (SPEC.replace("paths:\n", "paths: []\nx-paths:\n"), 5, "structure"),
        (SPEC + "info: {}\n", 5, "key-duplicate"),
    ],
)
def test_a_bad_description_is_told_with_its_position_and_leaves_the_output(
    specloom: Specloom, spec: str, code: int, rule: str
) -> None:
    specloom("generate")
    before = tree()
    Path("pets.yaml").write_text(spec)

    result = specloom("generate", "--json")

    assert result.code == result.json["code"] == code
    assert result.json["verdict"] == "spec-invalid"
    finding = next(finding for finding in result.json["findings"] if finding["rule"] == rule)
    assert finding["file"] == "pets.yaml"
    assert finding["line"] >= 1
    assert finding["column"] >= 1
    assert "pets.yaml" in result.stderr
    assert tree() == before


def test_a_missing_description_is_a_fault_of_the_command(specloom: Specloom) -> None:
    result = specloom("generate", "nowhere.yaml", "--out", "build")

    assert result.code == ExitCode.USAGE
    assert "fatal[file-missing]: there is no file 'nowhere.yaml'" in result.stderr
    assert not Path("build").exists()


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        (["generate", "pets.yaml"], "say where to write with --out DIR"),
        (["generate", "pets.yaml", "--out", "x", "--config", "specloom.yaml"], "exclude each other"),
        (["generate", "--target", "pyton"], "did you mean 'python'?"),
        (["generate", "--target", "python"], "no source of the config makes the target python"),
        (["generate", "--source", "pet"], "did you mean 'pets'?"),
        (["generate", "--server", "nonsense"], "must be an absolute URL"),
        (["generate", "--config", "nowhere.yaml"], "there is no file 'nowhere.yaml'"),
        (["generate", "--out", "."], "it is the folder that the command runs in"),
        (["generate", "--nonsense"], "No such option"),
        (["generat"], "No such command"),
        (["explain", "ref-mising"], "did you mean 'ref-missing'?"),
        (["explain", "confg"], "; there is config-invalid, config-key-unknown, config-missing"),
        (["explain", "enum"], "did you mean 'enum-empty' or 'enum-type'?"),
        (["explain", "xyz"], "`specloom explain` lists all of them"),
        (["generate", "", "--out", "x"], "the name of the description is empty"),
        (["init", ""], "the name of the description is empty"),
        (["inspect", "--operation", "getPets"], "did you mean 'getPet'?"),
        (["lint", "--format", "xml"], "Invalid value for '--format'"),
    ],
)
def test_bad_usage(specloom: Specloom, argv: list[str], words: str) -> None:
    result = specloom(*argv)

    assert result.code == ExitCode.USAGE
    assert words in result.stderr
    assert result.stdout == ""
    assert not Path("generated").exists()


def test_bad_usage_is_json_as_well(specloom: Specloom) -> None:
    result = specloom("generate", "--nonsense", "--json")

    assert result.json["verdict"] == "usage"
    assert result.json["findings"][0]["rule"] == "usage"


def test_without_config_and_description_the_way_in_is_shown(specloom: Specloom) -> None:
    Path("specloom.yaml").unlink()

    result = specloom("generate")

    assert result.code == ExitCode.USAGE
    assert "specloom init SPEC" in result.stderr


def test_an_unknown_setting_is_told_with_its_position(specloom: Specloom) -> None:
    Path("specloom.yaml").write_text(CONFIG + "ouput: x\n")

    result = specloom("generate")

    assert result.code == ExitCode.USAGE
    assert "there is no setting 'ouput' here; did you mean 'out'?" in result.stderr
    assert "specloom.yaml:4:1" in result.stderr


def test_a_credential_for_an_unknown_scheme_is_told_with_its_position(specloom: Specloom) -> None:
    Path("specloom.yaml").write_text(CONFIG.replace("pets.yaml}", "pets.yaml, credentials: {ApiKyeAuth: KEY}}"))

    result = specloom("generate")

    assert result.code == ExitCode.USAGE
    assert "there is no setting 'ApiKyeAuth' here; did you mean 'ApiKeyAuth'?" in result.stderr
    assert "specloom.yaml:2:" in result.stderr
    assert not Path("generated").exists()


def test_the_variables_of_the_config_go_into_the_output(specloom: Specloom) -> None:
    Path("specloom.yaml").write_text(CONFIG.replace("pets.yaml}", "pets.yaml, credentials: {ApiKeyAuth: MY_KEY}}"))

    specloom("generate")

    assert "$MY_KEY" in Path("generated/pets/snippets/getPet/minimal.curl.sh").read_text()


def test_all_sources_are_told_about_before_it_stops(specloom: Specloom) -> None:
    Path("a.yaml").write_text("[")
    Path("b.yaml").write_text("{}")
    Path("specloom.yaml").write_text("version: 1\nsources: {a: {spec: a.yaml}, b: {spec: b.yaml}}\n")

    result = specloom("generate", "--json")

    assert [finding["file"] for finding in result.json["findings"]] == ["a.yaml", "b.yaml"]


def test_the_json_report_has_the_parts_that_scripts_rely_on(specloom: Specloom) -> None:
    result = specloom("generate", "--json")

    report = result.json
    assert (report["verdict"], report["code"], report["findings"]) == ("ok", 0, [])
    assert set(report["files"]) >= {"created", "updated", "deleted", "unchanged"}
    assert report["ledger"]["operations"].items() >= {"total": 1, "full": 1, "degraded": 0, "skipped": 0}.items()
    assert report["ledger"]["entries"] == []


def test_severities_of_the_config_are_used(specloom: Specloom) -> None:
    local = SPEC.replace("https://pets.example.com", "http://localhost")
    Path("pets.yaml").write_text(local)

    assert specloom("generate").code == ExitCode.OK
    assert specloom("generate", "--strict").code == ExitCode.SPEC_INVALID
    Path("specloom.yaml").write_text(CONFIG + "rules: {server-local: error}\n")
    assert specloom("generate").code == ExitCode.SPEC_INVALID


def test_a_lenient_run_leaves_out_only_what_is_broken(specloom: Specloom) -> None:
    broken = SPEC.replace("components:", "  /broken:\n    get: {operationId: broken, responses: []}\ncomponents:")
    Path("pets.yaml").write_text(broken)

    assert specloom("generate").code == ExitCode.SPEC_INVALID
    result = specloom("generate", "--lenient", "--json")
    assert result.code == ExitCode.OK
    operations = result.json["ledger"]["operations"]
    assert operations["total"] == 2
    assert operations["full"] + operations["degraded"] + operations["skipped"] == 2
    assert operations["full"] == 1


# check


def test_check_is_clean_right_after_generate(specloom: Specloom) -> None:
    specloom("generate")

    result = specloom("check")

    assert (result.code, result.stdout) == (ExitCode.OK, "")
    assert "up to date" in result.stderr


def test_a_target_alone_comes_out_as_among_the_others(specloom: Specloom) -> None:
    """Pages name methods of the client, and hold the snippets that the config chooses."""
    targets = "targets: {python: {package: zoo}, snippets: {languages: [wget, client]}, docs: }\n"
    Path("specloom.yaml").write_text(CONFIG.partition("targets:")[0] + targets)
    specloom("generate")

    for target in ("docs", "snippets", "python"):
        assert specloom("check", "--target", target).code == ExitCode.OK


def test_check_prints_a_diff_and_the_command_that_repairs(specloom: Specloom) -> None:
    specloom("generate")
    Path("pets.yaml").write_text(SPEC.replace("Get a pet", "Fetch a pet"))
    before = tree()

    result = specloom("check", "--target", "docs")

    assert result.code == ExitCode.DRIFT
    assert re.search(r"^-.*Get a pet", result.stdout, re.MULTILINE)
    assert re.search(r"^\+.*Fetch a pet", result.stdout, re.MULTILINE)
    assert "specloom generate --target docs" in result.stderr
    assert "since generated/pets/docs was generated, these changed: pets.yaml" in result.stderr
    assert tree() == before
    assert specloom("generate", "--target", "docs").code == ExitCode.OK
    assert specloom("check", "--target", "docs").code == ExitCode.OK


def test_the_diff_of_check_can_be_applied(specloom: Specloom) -> None:
    specloom("generate")
    Path("pets.yaml").write_text(SPEC.replace("Get a pet", "Fetch a pet"))
    result = specloom("check")
    Path("drift.patch").write_text(result.stdout)

    subprocess.run(["git", "apply", "--unsafe-paths", "drift.patch"], check=True)

    assert specloom("check").code == ExitCode.OK


def test_check_before_the_first_generate_finds_everything_missing(specloom: Specloom) -> None:
    result = specloom("check", "--json")

    assert result.code == ExitCode.DRIFT
    assert result.json["verdict"] == "drift"
    assert {entry["kind"] for entry in result.json["drift"]} == {"missing"}
    assert result.json["repair"] == "specloom generate"
    assert not Path("generated").exists()


@pytest.mark.parametrize(
    ("spoil", "kind"),
    [
        (lambda folder: (folder / "index.md").write_text("mine"), "edited"),
        (lambda folder: (folder / "index.md").unlink(), "missing"),
        (lambda folder: (folder / "notes.md").write_text(""), "extra"),
        (lambda folder: (folder / "index.md").touch(), None),
        (
            lambda folder: (folder / "index.md").write_bytes(
                (folder / "index.md").read_bytes().replace(b"\n", b"\r\n")
            ),
            "line-ends",
        ),
    ],
)
def test_check_sees_what_happened_to_a_file(
    specloom: Specloom, spoil: Callable[[Path], object], kind: str | None
) -> None:
    specloom("generate")
    spoil(Path("generated/pets/docs"))

    result = specloom("check", "--json")

    assert [entry["kind"] for entry in result.json["drift"]] == ([kind] if kind else [])


def test_a_damaged_manifest_is_told(specloom: Specloom) -> None:
    specloom("generate")
    Path("generated/pets/docs/.specloom/manifest.json").write_text("<<<<<<< HEAD\n")

    for command in ("check", "generate"):
        result = specloom(command)
        assert result.code == ExitCode.USAGE
        assert "manifest-invalid" in result.stderr


# lint, inspect, explain, schema, init


def test_lint_of_a_clean_description(specloom: Specloom) -> None:
    result = specloom("lint")

    assert (result.code, result.stdout) == (ExitCode.OK, "")
    assert "no findings" in result.stderr


def test_lint_prints_findings_in_four_forms(specloom: Specloom) -> None:
    Path("pets.yaml").write_text(SPEC.replace("https://pets.example.com", "http://localhost"))

    text = specloom("lint")
    assert text.code == ExitCode.OK
    assert "warning[server-local]" in text.stdout
    assert "pets.yaml:3:" in text.stdout
    assert "1 warning" in text.stderr
    assert specloom("lint", "--format", "github").stdout.startswith("::warning file=pets.yaml,line=3,")
    assert specloom("lint", "--format", "json").json["findings"][0]["rule"] == "server-local"
    result = specloom("lint", "--format", "sarif").json["runs"][0]["results"][0]
    place = result["locations"][0]["physicalLocation"]
    assert result["ruleId"] == "server-local"
    assert place["artifactLocation"] == {"uri": "pets.yaml", "uriBaseId": "%SRCROOT%"}
    assert place["region"]["startLine"] == 3


def test_lint_of_several_descriptions_ends_with_a_sum(specloom: Specloom) -> None:
    Path("local.yaml").write_text(SPEC.replace("https://pets.example.com", "http://localhost"))
    Path("broken.yaml").write_text(SPEC.replace("schema: {type: object", "schema: {$ref: '#/nowhere', type: object"))

    result = specloom("lint", "pets.yaml", "local.yaml", "broken.yaml")

    assert result.code == ExitCode.SPEC_INVALID
    assert "local.yaml:3:" in result.stdout
    assert "broken.yaml:" in result.stdout
    assert re.search(r"^error +ref-missing +1$", result.stderr, re.MULTILINE)
    assert "pets.yaml: no findings" in result.stderr
    assert "local.yaml: 1 warning" in result.stderr


def test_lint_of_nothing_still_prints_a_log_for_code_scanning(specloom: Specloom) -> None:
    result = specloom("lint", "nowhere.yaml", "--format", "sarif")
    invocation = result.json["runs"][0]["invocations"][0]

    assert result.code == ExitCode.USAGE
    assert invocation["executionSuccessful"] is False
    assert invocation["toolExecutionNotifications"][0]["descriptor"]["id"] == "file-missing"


def test_lint_fails_on_errors(specloom: Specloom) -> None:
    Path("pets.yaml").write_text(SPEC.replace("schema: {type: object", "schema: {$ref: '#/nowhere', type: object"))

    result = specloom("lint", "pets.yaml")

    assert result.code == ExitCode.SPEC_INVALID
    assert "error[ref-missing]" in result.stdout


def test_lint_goes_on_where_the_validator_takes_too_long(specloom: Specloom, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyword_stage, "KEYWORD_STAGE_SECONDS", 0.01)

    result = specloom("lint")

    assert result.code == ExitCode.OK
    assert "note[validator-limit]" in result.stdout


def test_inspect_prints_the_ir(specloom: Specloom) -> None:
    api = specloom("inspect").json

    assert api["node"] == "Api"
    assert api["operations"][0]["path"] == "/pets/{petId}"
    assert specloom("inspect", "--operation", "getPet").json["node"] == "Operation"


def test_explain_prints_a_page_and_a_list(specloom: Specloom) -> None:
    assert specloom("explain", "ref-missing").stdout.startswith("ref-missing (error)\n\nA `$ref` names")
    assert "key-duplicate" in specloom("explain").stdout


def test_schema_prints_a_json_schema(specloom: Specloom) -> None:
    schema = specloom("schema").json

    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert set(schema["properties"]["targets"]["anyOf"][0]["properties"]) == {"docs", "python", "snippets"}


def test_init_writes_a_config_that_works(specloom: Specloom) -> None:
    Path("specloom.yaml").unlink()

    assert specloom("init", "pets.yaml").code == ExitCode.OK

    text = Path("specloom.yaml").read_text()
    assert "  pets:\n    spec: pets.yaml\n" in text
    assert "ApiKeyAuth: PETS_API_KEY" in text
    assert Path("specloom.schema.json").read_text() == specloom("schema").stdout
    assert specloom("generate", "--target", "docs").code == ExitCode.OK


def test_init_finds_the_description_itself(specloom: Specloom) -> None:
    Path("specloom.yaml").unlink()
    Path("specs").mkdir()
    Path("pets.yaml").rename("specs/openapi.yaml")

    assert specloom("init").code == ExitCode.OK
    assert "spec: specs/openapi.yaml\n" in Path("specloom.yaml").read_text()


def test_init_replaces_nothing(specloom: Specloom) -> None:
    result = specloom("init", "pets.yaml")

    assert result.code == ExitCode.USAGE
    assert "file-exists" in result.stderr
    assert Path("specloom.yaml").read_text() == CONFIG
    assert not Path("specloom.schema.json").exists()


def test_init_quotes_names_that_yaml_would_misread(specloom: Specloom) -> None:
    Path("specloom.yaml").unlink()
    Path("pets.yaml").write_text(SPEC.replace("ApiKeyAuth", "'x: {y} #'"))

    assert specloom("init", "pets.yaml").code == ExitCode.OK
    assert specloom("generate", "--target", "docs").code == ExitCode.OK


def test_init_writes_names_of_any_script_as_they_are(specloom: Specloom) -> None:
    Path("specloom.yaml").unlink()
    Path("pets.yaml").rename("žvířata.yaml")

    assert specloom("init", "žvířata.yaml").code == ExitCode.OK
    assert 'spec: "žvířata.yaml"\n' in Path("specloom.yaml").read_text(encoding="utf-8")
    assert specloom("generate", "--target", "docs").code == ExitCode.OK


# behaviour of the process


def test_a_bug_prints_how_to_report_it_and_no_traceback(specloom: Specloom, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise KeyError("oops")

    monkeypatch.setattr(pipeline, "upgrade", broken)

    result = specloom("generate", "--json")
    assert result.code == ExitCode.INTERNAL
    assert result.json["verdict"] == "internal"
    assert "this is a bug in specloom" in result.stderr
    assert "Traceback" not in result.stderr
    monkeypatch.setenv("SPECLOOM_DEBUG", "1")
    assert "Traceback" in specloom("generate").stderr


def process(*argv: str, **options: Any) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    return subprocess.Popen(
        [sys.executable, "-m", "specloom", *argv],
        env=environment | options.pop("env", {}),
        stdin=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        stdout=options.pop("stdout", subprocess.PIPE),
        text=True,
        **options,
    )


def test_a_reader_that_stops_reading_is_no_fault(specloom: Specloom) -> None:
    assert specloom
    running = process("explain")
    assert running.stdout
    assert running.stderr
    running.stdout.close()

    assert running.wait(30) in {ExitCode.OK, ExitCode.BROKEN_PIPE}
    assert running.stderr.read() == ""


def test_ctrl_c_leaves_quietly(specloom: Specloom) -> None:
    assert specloom
    script = (
        "import specloom.pipeline as p, time, sys\n"
        "p.upgrade = lambda *a, **k: (print('here', flush=True), time.sleep(60))\n"
        "from specloom.cli.main import main\n"
        "sys.exit(main(['generate']))\n"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        [sys.executable, "-c", script], env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout
        assert running.stderr
        assert running.stdout.readline() == "here\n"
        time.sleep(0.2)
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == ExitCode.INTERRUPTED
        assert "Traceback" not in running.stderr.read()


def test_output_for_a_terminal_without_unicode_is_ascii(specloom: Specloom) -> None:
    assert specloom
    Path("pets.yaml").write_text(SPEC.replace("https://pets.example.com", "http://localhost"))
    running = process("lint", env={"PYTHONIOENCODING": "ascii"})

    out, _ = running.communicate(timeout=60)

    assert out.isascii()
    assert "--> pets.yaml:3:" in out


def test_the_start_is_quick_because_heavy_libraries_are_left_alone() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "specloom", "--help"],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        capture_output=True,
        text=True,
        check=True,
    )

    imported = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "click" in imported
    assert not imported & {"black", "jinja2", "jsonschema_rs", "openapi_spec_validator", "pydantic", "rich", "yaml"}


def test_help_teaches_by_examples(specloom: Specloom) -> None:
    for command in ("", "generate", "check", "lint", "inspect", "init", "explain", "schema"):
        result = specloom(*command.split(), "--help")
        assert result.code == ExitCode.OK
        assert "Examples:" in result.stdout


def test_the_version_is_printed(specloom: Specloom) -> None:
    assert re.fullmatch(r"specloom \d+\.\d+\.\d+\n", specloom("--version").stdout)
