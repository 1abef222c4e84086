"""Targets of other packages: an example that is really installed, and packages with everything wrong that can be."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from specloom.cli.exit_codes import ExitCode
from specloom.cli.main import main
from specloom.targets import registry

EXAMPLE = Path(__file__).resolve().parents[1] / "plugin" / "example"
SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: "1"}
servers: [{url: "https://api.example.com"}]
paths:
  /pets:
    get: {operationId: listPets, summary: "=All \\"pets\\"", responses: {"204": {description: ok}}}
    post: {operationId: addPet, responses: {"204": {description: ok}}}
"""
CONFIG = "version: 1\nsources: {pets: {spec: pets.yaml}}\ntargets: {csv: {OPTIONS}}\n"
TABLE = Path("generated/pets/csv/operations.csv")
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(autouse=True)
def _project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a description and a config that names the target of the example."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    Path("pets.yaml").write_text(SPEC)
    configure("")


def configure(options: str) -> None:
    Path("specloom.yaml").write_text(CONFIG.replace("OPTIONS", options))


def command(site: Path, *argv: str) -> tuple[int, str, str]:
    """Run a command in a new process that finds packages in `site`."""
    env = {**os.environ, "PYTHONPATH": str(site)}
    done = subprocess.run(
        [sys.executable, "-m", "specloom", *argv], capture_output=True, text=True, env=env, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that pip has installed the example into."""
    site = tmp_path_factory.mktemp("site")
    builds = ["--no-build-isolation"] if find_spec("hatchling") else []
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--no-deps", *builds, "--target", str(site), str(EXAMPLE)], check=True, cwd=site)
    return site


def test_the_example_is_generated_and_checked(example: Path) -> None:
    assert command(example, "generate")[0] == ExitCode.OK
    assert TABLE.read_text() == (
        'method,path,operation,summary\n"GET","/pets","listPets","\'=All ""pets"""\n"POST","/pets","addPet",""\n'
    )
    assert command(example, "check")[0] == ExitCode.OK
    manifest = json.loads(TABLE.with_name(".specloom").joinpath("manifest.json").read_text())
    assert manifest["inputs"]["package"] == "specloom-example-csv 1.0.0"
    assert list(manifest["inputs"]["templates"]) == ["csv/operations.csv.jinja"]

    configure("separator: semicolon")

    code, out, _ = command(example, "check", "--json")
    assert code == ExitCode.DRIFT
    reasons = {each["path"]: each["reasons"] for each in json.loads(out)["drift"]}[TABLE.as_posix()]
    assert [(each["cause"], each["what"]) for each in reasons] == [("config", "targets.csv.separator")]
    assert command(example, "generate")[0] == ExitCode.OK
    assert TABLE.read_text().startswith("method;path;operation;summary\n")


def test_a_new_version_of_the_package_is_a_reason(example: Path, tmp_path: Path) -> None:
    """What other packages make is never taken from earlier runs, so their code may change at any time."""
    newer = tmp_path / "newer"
    subprocess.run(["cp", "-R", str(example), str(newer)], check=True)
    [metadata] = newer.glob("*.dist-info/METADATA")
    metadata.write_text(metadata.read_text().replace("Version: 1.0.0", "Version: 1.1.0"))
    metadata.parent.rename(metadata.parent.with_name("specloom_example_csv-1.1.0.dist-info"))
    target = newer / "specloom_example_csv/target.py"
    target.write_text(target.read_text().replace('"comma": ","', '"comma": "|"'))
    assert command(example, "generate")[0] == ExitCode.OK

    code, out, _ = command(newer, "check", "--json")

    assert code == ExitCode.DRIFT
    reasons = {each["path"]: each["reasons"] for each in json.loads(out)["drift"]}[TABLE.as_posix()]
    assert [each["what"] for each in reasons] == ["specloom-example-csv 1.0.0 -> specloom-example-csv 1.1.0"]


def test_it_is_made_only_where_it_is_named(example: Path) -> None:
    """To install a package into an environment changes no output of the projects in there."""
    Path("specloom.yaml").write_text(CONFIG[: CONFIG.index("targets:")])
    code, out, _ = command(example, "list-outputs")

    assert code == ExitCode.OK
    assert "generated/pets/docs/" in out
    assert "/csv/" not in out
    assert command(example, "generate", "pets.yaml", "--out", "there", "--target", "csv")[0] == ExitCode.OK
    assert Path("there/csv/operations.csv").is_file()


def test_its_options_are_checked_and_editors_know_them(example: Path) -> None:
    configure("separater: comma")
    code, _, err = command(example, "generate")
    assert code == ExitCode.USAGE
    assert "did you mean 'separator'" in err

    configure("separator: tab")
    code, _, err = command(example, "generate")
    assert code == ExitCode.USAGE
    assert "targets.csv.separator" in err

    schema = json.loads(command(example, "schema")[1])
    [known, _] = schema["properties"]["targets"]["anyOf"]
    assert set(known["properties"]) == {"csv", "docs", "python", "snippets"}


def test_its_templates_can_be_replaced(example: Path) -> None:
    Path("specloom.yaml").write_text(CONFIG.replace("OPTIONS", "") + "templates: own\n")
    Path("own/csv").mkdir(parents=True)
    Path("own/csv/operations.csv.jinja").write_text("{% for row in view.rows %}{{ row.operation }}\n{% endfor %}")

    assert command(example, "generate")[0] == ExitCode.OK
    assert TABLE.read_text() == '"listPets"\n"addPet"\n'
    Path("own/csv/other.jinja").write_text("")
    assert "template-unknown" in command(example, "generate")[2]


def test_its_templates_have_contracts_as_ours_have(example: Path, tmp_path: Path) -> None:
    Path("specloom.yaml").write_text(CONFIG.replace("OPTIONS", "") + "templates: own\n")
    name = "csv/operations.csv.jinja"

    assert command(example, "templates", "record", "csv", "--check")[0] == ExitCode.OK
    assert f"{name} " in command(example, "templates", "list")[1]
    assert "rows: tuple[OperationRow, ...]" in command(example, "templates", "show", name)[1]
    assert command(example, "templates", "eject", name)[0] == ExitCode.OK
    own = Path("own", name)
    assert own.read_text().startswith(f"{{# made by specloom from {name}, contract 1, sha256 ")
    assert command(example, "templates", "check")[0] == ExitCode.OK
    own.write_text(own.read_text().replace("row.method", "row.metod"))
    code, _, err = command(example, "templates", "check")
    assert code == ExitCode.DRIFT
    assert "did you mean 'method'" in err

    newer = tmp_path / "newer"
    subprocess.run(["cp", "-R", str(example), str(newer)], check=True)
    target = newer / "specloom_example_csv/target.py"
    target.write_text(target.read_text().replace("method", "verb"))
    template = newer / "specloom_example_csv/templates/operations.csv.jinja"
    template.write_text(template.read_text().replace("row.method", "row.verb"))
    assert command(newer, "templates", "record", "csv", "--check")[0] == ExitCode.DRIFT
    assert command(newer, "templates", "record", "csv")[0] == ExitCode.OK
    code, out, err = command(newer, "templates", "check")
    assert code == ExitCode.DRIFT
    assert "made for contract 1, which is 2 now" in out
    assert "OperationRow.method: is gone (was CsvCell)" in out
    assert "-{{ row.method }}" in out
    assert "+{{ row.verb }}" in out


def test_contracts_are_recorded_for_targets_of_other_packages(tmp_path: Path) -> None:
    assert command(tmp_path, "templates", "record", "docs")[0] == ExitCode.USAGE
    assert command(tmp_path, "templates", "record", "csv")[0] == ExitCode.USAGE


def test_without_the_package_the_target_is_unknown(tmp_path: Path) -> None:
    code, _, err = command(tmp_path, "generate")

    assert code == ExitCode.USAGE
    assert "'csv'" in err
    assert "Traceback" not in err


TARGET = """\
from dataclasses import dataclass
from pathlib import Path

from specloom.targets.base import TARGET_CONTRACT
from specloom.text import Printable


@dataclass(frozen=True)
class Page:
    template = "csv/page.jinja"
    path: str = "page.txt"


class CsvTarget:
    contract = TARGET_CONTRACT
    name = "csv"
    embeds_snippets = False
    shows_captures = False
    asks = ()
    templates = Path(__file__).parent / "csv_templates"
    options_schema = {"type": "object", "additionalProperties": False}

    def plan(self, given, diagnostics):
        return [Page()]
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Install a package with these changes in this process, then run a command."""
    site = tmp_path / "site"
    (site / "csv_templates").mkdir(parents=True)
    (site / "csv_templates/page.jinja").write_text("text\n")

    def command(*argv: str, before: str = "", after: str = "", names: tuple[str, ...] = ("csv",)) -> Any:
        assert before in TARGET
        (site / "broken_csv.py").write_text(TARGET.replace(before, after, 1) if before else TARGET)
        for name in names:
            info = site / f"broken_{name}-2.0.dist-info"
            info.mkdir(exist_ok=True)
            (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: broken-{name}\nVersion: 2.0\n")
            entry = name.partition("+")[0]
            (info / "entry_points.txt").write_text(f"[specloom.targets]\n{entry} = broken_csv:CsvTarget\n")
        monkeypatch.syspath_prepend(site)
        _forget()
        capsys.readouterr()
        code = main(list(argv))
        return code, *capsys.readouterr()

    yield command
    _forget()


def _forget() -> None:
    sys.modules.pop("broken_csv", None)
    for cached in (registry.load_target, registry._entries, registry._packaged):
        cached.cache_clear()


def test_a_small_target_needs_no_more(run: Run) -> None:
    assert run("generate")[0] == ExitCode.OK
    assert Path("generated/pets/csv/page.txt").read_text() == "text\n"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("from pathlib import Path", "from pathlib import Nothing", "ImportError"),
        ("class CsvTarget:", "class OtherTarget:", "AttributeError"),
        ("@dataclass(frozen=True)", "raise SystemExit(3)", "SystemExit"),
        ("contract = TARGET_CONTRACT", "contract = 99", "version 99 of the contract of targets"),
        ("    contract = TARGET_CONTRACT\n", "", "version None of the contract"),
        ('name = "csv"', 'name = "table"', "'table'"),
        ("asks = ()", "asks = 'docs'", "asks"),
        ("shows_captures = False", "shows_captures = None", "shows_captures"),
        ("csv_templates", "nowhere", "templates"),
        ('"additionalProperties": False', '"properties": {}', "options_schema"),
        ('"additionalProperties": False', '"additionalProperties": False, "properties": {"keep": {}}', "keep"),
        ('"additionalProperties": False', '"additionalProperties": False, "required": 1', "required"),
        ("def plan", "def paln", "plan"),
    ],
)
def test_what_is_no_target_is_told(run: Run, before: str, after: str, said: str) -> None:
    for argv in (["generate"], ["generate", "pets.yaml", "--out", "x", "--target", "csv"]):
        code, _, err = run(*argv, before=before, after=after)

        assert code == ExitCode.USAGE
        assert "target-unusable" in err
        assert "broken-csv 2.0" in err
        assert said in err
        assert "Traceback" not in err
    assert "cannot be used" in run("targets", before=before, after=after)[1]
    assert run("schema", before=before, after=after)[0] == ExitCode.OK


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("return [Page()]", "return [Page(path=1 // 0)]", "ZeroDivisionError"),
        ("return [Page()]", "return None", "TypeError"),
        ("return [Page()]", "return [Page(), Page()]", "two views"),
        ("return [Page()]", "return [Page(path='../page.txt')]", "'../page.txt'"),
        ("return [Page()]", "return [Page(path='/page.txt')]", "'/page.txt'"),
        ("return [Page()]", "return [Page(path='page.json')]", "JSON"),
        ("return [Page()]", "return [Page(path='page.py')]; ((", "SyntaxError"),
        ("csv/page.jinja", "docs/index.md.jinja", "not one of csv/"),
        ("csv/page.jinja", "csv/gone.jinja", "TemplateNotFound"),
        ("return [Page()]", "return [object()]", "AttributeError"),
    ],
)
def test_a_target_that_fails_is_told_and_writes_nothing(run: Run, before: str, after: str, said: str) -> None:
    code, _, err = run("generate", before=before, after=after)

    assert code == ExitCode.USAGE
    assert "target-failed" in err or "target-unusable" in err
    assert "broken-csv 2.0" in err
    assert said in err
    assert "Traceback" not in err
    assert not Path("generated").exists()


def test_a_broken_template_of_a_target_is_told_even_where_no_view_needs_it(run: Run, tmp_path: Path) -> None:
    (tmp_path / "site/csv_templates/part.jinja").write_text("\n{{ broken }\n")

    for argv in (["generate"], ["lint"], ["templates", "list"], ["templates", "record", "csv"]):
        code, out, err = run(*argv)

        assert code in {ExitCode.USAGE, ExitCode.SPEC_INVALID}
        assert "target-failed" in out + err
        assert "TemplateSyntaxError" in out + err
        assert "Traceback" not in err


def test_two_packages_with_one_name_are_told(run: Run) -> None:
    code, _, err = run("generate", names=("csv", "csv+more"))

    assert code == ExitCode.USAGE
    assert "several packages" in err


def test_a_name_of_ours_is_refused(run: Run) -> None:
    code, out, _ = run("targets", "--json", names=("docs", "csv"))

    assert code == ExitCode.OK
    rows = {(row["target"], row["package"]): row["problem"] for row in json.loads(out)["targets"]}
    assert rows["docs", "specloom"] is None
    assert "specloom itself has a target of that name" in rows["docs", None]
    assert rows["csv", "broken-csv"] is None
    assert run("generate", "pets.yaml", "--out", "x", "--target", "docs")[0] == ExitCode.OK
    assert Path("x/docs/index.md").is_file()


def test_other_packages_are_not_looked_through_where_every_name_is_ours(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise AssertionError

    monkeypatch.setattr(registry, "_all_entries", fail)
    Path("specloom.yaml").write_text(CONFIG.replace("csv: {OPTIONS}", "docs: {}"))

    assert run("generate")[0] == ExitCode.OK


def test_targets_come_in_one_order(run: Run) -> None:
    _, out, _ = run("targets", "--json", names=("zig", "csv", "ada"))

    assert [row["target"] for row in json.loads(out)["targets"]] == ["docs", "python", "snippets", "ada", "csv", "zig"]
