"""What counts: the command line, the environment, the config, the defaults; and which version may work on it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from specloom import __version__
from specloom.cli.exit_codes import ExitCode
from specloom.cli.main import main

SPEC = """\
openapi: 3.1.0
info: {title: Shop, version: '1'}
servers: [{url: https://example.com}]
paths:
  /a: {get: {operationId: getA, summary: A., responses: {'204': {description: Done.}}}}
  /b: {get: {operationId: getB, summary: B., responses: {'204': {description: Done.}}}}
"""
CONFIG = """\
version: 1
out: made
sources:
  shop:
    spec: shop.yaml
    server: https://config.example.com
targets:
  docs: {languages: [curl]}
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A current folder with a description and a config."""
    monkeypatch.chdir(tmp_path)
    Path("shop.yaml").write_text(SPEC, encoding="utf-8")
    Path("specloom.yaml").write_text(CONFIG, encoding="utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """Run a command; return its exit code and its report."""
    capsys.readouterr()
    code = main([*arguments, "--json"])
    return code, json.loads(capsys.readouterr().out)


def settings(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, tuple[Any, str]]:
    """Return what `config show` shows: value and origin by key."""
    code, report = run(capsys, "config", "show", *arguments)
    assert code == ExitCode.OK
    return {each["key"]: (each["value"], each["origin"]) for each in report["settings"]}


def test_config_show_tells_where_each_setting_comes_from(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The line of the config, the command line, the environment, or nowhere."""
    found = settings(capsys, "--resolved", "--set", "out=elsewhere")

    assert ("elsewhere", "--set") == found["out"]
    assert ("https://config.example.com", "specloom.yaml:6") == found["sources.shop.server"]
    assert (["curl"], "specloom.yaml:8") == found["sources.shop.targets.docs.languages"]
    assert (False, "default") == found["strict"]
    assert "strict" not in settings(capsys)

    monkeypatch.setenv("SPECLOOM_SERVER", "https://environment.example.com")
    assert "https://environment.example.com" == settings(capsys)["sources.shop.server"][0]
    assert (
        "https://option.example.com"
        == settings(capsys, "--server", "https://option.example.com")["sources.shop.server"][0]
    )


def test_config_show_prints_lines(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "show"]) == ExitCode.OK

    assert 'out: "made"' in capsys.readouterr().out


def test_a_setting_of_the_command_line_counts(capsys: pytest.CaptureFixture[str]) -> None:
    """It goes through the same checks as the config, and the command that repairs repeats it."""
    assert run(capsys, "generate", "--set", "out=elsewhere")[0] == ExitCode.OK
    assert Path("elsewhere/shop/docs/index.md").exists()
    assert run(capsys, "check", "--set", "out=elsewhere")[0] == ExitCode.OK
    assert "--set out=other" in run(capsys, "check", "--set", "out=other")[1]["repair"]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("strict", "usage"),
        ("=true", "usage"),
        ("version.a=1", "usage"),
        ("strickt=true", "config-key-unknown"),
        ('strict="x"', "config-invalid"),
        ("sources.shop.server=ftp:x", "config-invalid"),
    ],
)
def test_a_setting_that_cannot_be_meant(capsys: pytest.CaptureFixture[str], text: str, rule: str) -> None:
    code, report = run(capsys, "generate", "--set", text)

    assert (ExitCode.USAGE, [rule]) == (code, [each["rule"] for each in report["findings"]])
    assert not Path("made").exists()


def test_a_setting_needs_a_config(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "generate", "shop.yaml", "--out", "x", "--set", "strict=true")[0] == ExitCode.USAGE


def test_the_environment_names_the_config(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless the command line does; and with a description in place of a config it says nothing."""
    Path("specloom.yaml").rename("other.yaml")
    assert run(capsys, "generate")[0] == ExitCode.USAGE
    monkeypatch.setenv("SPECLOOM_CONFIG", "other.yaml")

    assert run(capsys, "generate")[0] == ExitCode.OK
    assert run(capsys, "generate", "shop.yaml", "--out", "x", "--target", "docs")[0] == ExitCode.OK


@pytest.mark.parametrize("pin", [f"=={__version__}", f"=={__version__.split('.')[0]}.*"])
def test_a_pin_of_this_version_is_kept(capsys: pytest.CaptureFixture[str], pin: str) -> None:
    Path("specloom.yaml").write_text(f'generator: "{pin}"\n{CONFIG}', encoding="utf-8")

    assert run(capsys, "generate")[0] == ExitCode.OK


def test_a_pin_of_another_version_refuses_to_work(capsys: pytest.CaptureFixture[str]) -> None:
    """Before anything else in the config is looked at: another version may know keys that this one does not."""
    Path("specloom.yaml").write_text(f'generator: "==99.1"\n{CONFIG}new: 1\n', encoding="utf-8")
    code, report = run(capsys, "generate")

    assert (ExitCode.VERSION_MISMATCH, "version-mismatch") == (code, report["verdict"])
    assert ["version-mismatch"] == [each["rule"] for each in report["findings"]]
    assert 1 == report["findings"][0]["line"]
    assert not Path("made").exists()


def test_what_is_no_pin_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    Path("specloom.yaml").write_text(f"generator: latest\n{CONFIG}", encoding="utf-8")

    assert run(capsys, "generate")[0] == ExitCode.USAGE


def test_a_partial_run_deletes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    """What the command line leaves out stays where a whole run put it; elsewhere, or by force, it is left out."""
    assert run(capsys, "generate")[0] == ExitCode.OK
    code, report = run(capsys, "generate", "--only", "op:getA")

    assert (ExitCode.USAGE, ["usage"]) == (code, [each["rule"] for each in report["findings"]])
    assert run(capsys, "check")[0] == ExitCode.OK
    assert run(capsys, "generate", "--only", "op:getA", "--out", "part")[0] == ExitCode.OK
    assert not Path("part/shop/docs/default/getB.md").exists()
    assert run(capsys, "generate", "--only", "op:getA", "--dry-run")[0] == ExitCode.OK
    assert run(capsys, "generate", "--only", "op:getA", "--force")[0] == ExitCode.OK
    assert not Path("made/shop/docs/default/getB.md").exists()
