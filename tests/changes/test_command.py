"""`specloom diff` as a command."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

OLD = """\
openapi: 3.1.0
info: {title: Shop, version: "1.0.0"}
servers: [{url: "https://shop.example"}]
security: []
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{name: limit, in: query, schema: {$ref: "parts/limit.yaml"}}]
      responses: {"204": {description: none}}
"""
NEW = OLD.replace("name: limit,", "name: limit, required: true,")
CONFIG = """\
version: 1
sources:
  shop:
    spec: specs/shop.yaml
    targets: {python: {}}
"""
WAIVER = """\
    waived_changes:
      - {rule: "*-became-required", subject: "GET /pets*", reason: Nobody calls it., until: 2026-12-31}
      - {rule: python-*, reason: Nobody uses it., until: 2026-12-31}
"""


@dataclass(frozen=True)
class Ran:
    """What came of a command."""

    code: int
    out: str
    err: str


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with a description in two files; the working tree has a new one."""
    specs = tmp_path / "specs"
    (specs / "parts").mkdir(parents=True)
    (specs / "shop.yaml").write_text(OLD)
    (specs / "parts/limit.yaml").write_text("{type: integer, maximum: 10}\n")
    (tmp_path / "specloom.yaml").write_text(CONFIG)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    (specs / "shop.yaml").write_text(NEW)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    """Run git as somebody."""
    identity = ("-c", "user.name=Somebody", "-c", "user.email=somebody@example.com")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


def diff(folder: Path, *arguments: str) -> Ran:
    """Run the command."""
    command = [sys.executable, "-m", "specloom", "diff", *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return Ran(done.returncode, done.stdout, done.stderr)


def test_two_files(repository: Path) -> None:
    (repository / "specs/old.yaml").write_text(OLD)

    ran = diff(repository, "specs/old.yaml", "specs/shop.yaml")

    assert ran.code == 6
    assert (
        "breaking: GET /pets query parameter 'limit': must be given now  (request-parameter-became-required)" in ran.out
    )
    assert "    old  specs/old.yaml:10:20  #/paths/~1pets/get/parameters/0" in ran.out
    assert "breaking [python]: client.pets.list_pets(limit): could be left out, and must be given" in ran.out
    assert "version: major" in ran.err


def test_the_same_file_twice(repository: Path) -> None:
    ran = diff(repository, "specs/shop.yaml", "specs/shop.yaml")

    assert (ran.code, ran.out) == (0, "")
    assert "version: none" in ran.err


def test_a_file_at_a_revision(repository: Path) -> None:
    (repository / "specs/parts/limit.yaml").write_text("{type: integer, maximum: 5}\n")

    ran = diff(repository, "HEAD:specs/shop.yaml", "specs/shop.yaml")

    assert ran.code == 6
    assert "the greatest value was 10, is 5" in ran.out
    assert "    old  HEAD:specs/shop.yaml:10:20" in ran.out
    assert not (repository / "specs/parts/limit.yaml").read_text().startswith("{type: integer, maximum: 10}")


def test_the_sources_of_the_config(repository: Path) -> None:
    ran = diff(repository, "--base", "main", "--format", "json", "--current-version", "1.4.2")
    report = json.loads(ran.out)

    assert (ran.code, report["verdict"]) == (6, "breaking")
    assert report["version"] == {"bump": "major", "next": "2.0.0"}
    first = report["changes"][0]
    assert (first["rule"], first["level"], first["target"]) == ("request-parameter-became-required", "breaking", "http")
    assert first["old"]["revision"] == "main"
    assert first["new"]["file"] == "specs/shop.yaml"


def test_a_description_at_the_top_of_its_repository(repository: Path) -> None:
    git(repository, "reset", "--hard", "--quiet")
    git(repository, "mv", "specs/shop.yaml", "specs/parts", ".")
    (repository / "specloom.yaml").write_text(CONFIG.replace("specs/shop.yaml", "shop.yaml"))
    git(repository, "commit", "--quiet", "-am", "second")
    (repository / "shop.yaml").write_text(NEW)

    ran = diff(repository, "--base", "main")

    assert (ran.code, ran.err) == (6, "2 breaking\nversion: major\n")


def test_annotations_and_a_changelog(repository: Path) -> None:
    annotations = diff(repository, "--base", "main", "--format", "github")
    changelog = diff(repository, "--base", "main", "--format", "markdown", "--fail-on", "never")

    assert annotations.out.startswith(
        "::error file=specs/shop.yaml,line=10,col=20,title=request-parameter-became-required::GET /pets"
    )
    assert changelog.code == 0
    assert "### Breaking\n\n- `GET /pets` query parameter 'limit': must be given now\n" in changelog.out


def test_a_waiver_counts_until_its_last_day(repository: Path) -> None:
    (repository / "specloom.yaml").write_text(CONFIG.replace("    targets", WAIVER + "    targets"))

    before = diff(repository, "--base", "main", "--today", "2026-12-31", "--format", "json")
    after = diff(repository, "--base", "main", "--today", "2027-01-01")

    assert before.code == 0
    assert {each["waived"] for each in json.loads(before.out)["changes"]} == {"Nobody calls it.", "Nobody uses it."}
    assert after.code == 6
    assert "warning[waiver-expired]: the waiver of '*-became-required' was for changes until 2026-12-31" in after.err
    assert "specloom.yaml:7" in after.err


def test_the_day_may_come_from_the_environment(repository: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (repository / "specloom.yaml").write_text(CONFIG.replace("    targets", WAIVER + "    targets"))

    codes = []
    for day in ("2026-12-31", "2027-01-01"):
        monkeypatch.setenv("SPECLOOM_TODAY", day)
        codes.append(diff(repository, "--base", "main").code)

    assert codes == [0, 6]


def test_another_page_of_an_operation(repository: Path) -> None:
    (repository / "specs/shop.yaml").write_text(OLD.replace("listPets", "allPets"))
    (repository / "specloom.yaml").write_text(CONFIG.replace("python: {}", "docs: {}"))

    ran = diff(repository, "--base", "main", "--format", "json")

    told = {(each["rule"], each["level"], each["target"]) for each in json.loads(ran.out)["changes"]}
    assert ran.code == 0
    assert told == {("api-operation-id-changed", "safe", "http"), ("docs-page-moved", "dangerous", "docs")}


def test_a_waiver_that_accepts_nothing_is_told(repository: Path) -> None:
    (repository / "specs/shop.yaml").write_text(OLD)
    (repository / "specloom.yaml").write_text(CONFIG.replace("    targets", WAIVER + "    targets"))

    ran = diff(repository, "--base", "main", "--today", "2026-12-01", "--format", "json")

    assert ran.code == 0
    assert {each["rule"] for each in json.loads(ran.out)["findings"]} == {"waiver-unused"}


@pytest.mark.parametrize(
    ("arguments", "problem"),
    [
        ((), "name two descriptions, or a revision with --base"),
        (("specs/shop.yaml",), "name the old and the new description"),
        (("--base", "nowhere"), "git knows no revision 'nowhere'"),
        (("--base", "--output=x"), "'--output=x' is no revision"),
        (("HEAD:specs/none.yaml", "specs/shop.yaml"), "HEAD has no specs/none.yaml"),
        (("specs/none.yaml", "specs/shop.yaml"), "specs/none.yaml"),
    ],
)
def test_what_cannot_be_compared(repository: Path, arguments: tuple[str, ...], problem: str) -> None:
    ran = diff(repository, *arguments)

    assert ran.code == 2
    assert problem in ran.err
    assert "Traceback" not in ran.err


def test_a_source_that_is_new_is_told_and_the_others_are_compared(repository: Path) -> None:
    (repository / "more").mkdir()
    (repository / "more/toys.yaml").write_text(OLD)
    (repository / "specloom.yaml").write_text(CONFIG + "  toys: {spec: more/toys.yaml, targets: {docs: {}}}\n")

    ran = diff(repository, "--base", "main")

    assert ran.code == 6
    assert "toys  is new since main: there is nothing to compare it with\n" in ran.err
    assert "request-parameter-became-required" in ran.out


def test_a_description_that_was_moved_is_found_by_the_config_of_then(repository: Path) -> None:
    (repository / "specs").rename(repository / "api")
    (repository / "specloom.yaml").write_text(CONFIG.replace("specs/", "api/"))

    ran = diff(repository, "--base", "main")

    assert ran.code == 6
    assert "request-parameter-became-required" in ran.out


def test_a_path_of_a_revision_begins_at_the_top_as_git_has_it(repository: Path) -> None:
    for path in ("HEAD:specs/shop.yaml", "HEAD:./shop.yaml", "HEAD:../specs/shop.yaml"):
        assert diff(repository / "specs", path, "shop.yaml").code == 6


def test_outside_of_git(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(OLD)

    ran = diff(tmp_path, "HEAD:a.yaml", "a.yaml")

    assert ran.code == 2
    assert "not a git repository" in ran.err


def test_a_description_that_cannot_be_read(repository: Path) -> None:
    (repository / "specs/shop.yaml").write_text("openapi: [")

    ran = diff(repository, "--base", "main")

    assert ran.code == 5
    assert "fatal[syntax]" in ran.err
