"""action.yml: its scripts are run as GitHub's runner would, with the installation alone played by a stand-in."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from integration.actions_runner import ACTION, Outcome, commands_in, run_action
from integration.pets import PYTHON, ROOT, Project

from specloom.cli.exit_codes import ExitCode

PAGE = "generated/pets/docs/default/getPet.md"
BROKEN = ("schema: {type: string}", 'schema: {$ref: "#/nope"}')
SCRIPTS = sorted((ROOT / ".ci" / "action").glob("*.sh"))

GH = """\
#!/usr/bin/env bash
# Plays gh: keeps its arguments and its token, and knows the pull requests that were made with it.
set -euo pipefail
printf '%s ' "$GH_TOKEN" "$@" >>"$RUNNER_TEMP/gh"
echo >>"$RUNNER_TEMP/gh"
case "$1 $2" in
  "pr list") cat "$RUNNER_TEMP/pull" 2>/dev/null || true ;;
  "pr create")
    cp "${@: -1}" "$RUNNER_TEMP/body"
    echo https://github.example/pull/1 | tee "$RUNNER_TEMP/pull" ;;
  "pr edit") cp "${@: -1}" "$RUNNER_TEMP/body" ;;
  *) exit 1 ;;
esac
"""


def write_report(text: str) -> str:
    """Return a script that writes a text to where it is told to write the JSON report."""
    return f"for each; do case $each in json:*) echo '{text}' >\"${{each#json:}}\" ;; esac; done"


class Job:
    """A checkout of a repository, and the action used on it."""

    def __init__(self, folder: Path, first: Path) -> None:
        self.temporary = folder / "temporary"
        self.tools = folder / "tools"
        shutil.copytree(first, folder / "work" / "repo")
        self.project = Project(folder / "work" / "repo")
        self.tools.mkdir()
        for name, text in {"python-of-the-job": PYTHON, "gh": GH}.items():
            (self.tools / name).write_text(text)
            (self.tools / name).chmod(0o755)
        self.remote = folder / "remote.git"
        self.project.git("clone", "--quiet", "--bare", ".", str(self.remote))
        self.project.git("remote", "add", "origin", str(self.remote))

    def use(self, env: dict[str, str] | None = None, /, **inputs: str) -> Outcome:
        """Use the action, with inputs and with more in the environment."""
        given = {"python": "python-of-the-job", **{name.replace("_", "-"): value for name, value in inputs.items()}}
        path = f"{self.tools}{os.pathsep}{os.environ['PATH']}"
        return run_action(self.project.folder, self.temporary, given, {"PATH": path, **(env or {})})

    def regenerate(self, **inputs: str) -> Outcome:
        return self.use({"GITHUB_EVENT_NAME": "push"}, command="regenerate", **inputs)

    def at_remote(self, *argv: str) -> str:
        return self.project.git("--git-dir", str(self.remote), *argv)

    def asked_of_gh(self) -> list[str]:
        kept = self.temporary / "gh"
        return kept.read_text().splitlines() if kept.exists() else []


@pytest.fixture(scope="module")
def first(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a description and what is generated of it."""
    project = Project.make(tmp_path_factory.mktemp("first") / "repo")
    assert project.run("generate").returncode == 0
    project.commit()
    return project.folder


@pytest.fixture
def job(tmp_path: Path, first: Path) -> Job:
    return Job(tmp_path, first)


# what stands in the file


def test_no_input_is_ever_part_of_a_script() -> None:
    """Nor anything else of the event: a branch's name may be `$(...)`."""
    for step in ACTION["runs"]["steps"]:
        assert "${{" not in step["run"]
        assert "GITHUB_ACTION_PATH" in step["run"]
    for script in SCRIPTS:
        text = script.read_text()
        assert "${{" not in text
        assert not re.search(r"\beval\b", text)


def test_every_input_is_used_described_and_documented() -> None:
    used = {
        name
        for step in ACTION["runs"]["steps"]
        for text in (*step.get("env", {}).values(), step.get("if", ""))
        for name in re.findall(r"inputs\.([\w-]+)", text)
    }
    page = (ROOT / "docs" / "ci.md").read_text()

    assert used == set(ACTION["inputs"])
    for name, each in {**ACTION["inputs"], **ACTION["outputs"]}.items():
        assert each["description"]
        assert f"| `{name}` |" in page


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="shellcheck is not installed")
@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_the_scripts_are_clean(script: Path) -> None:
    done = subprocess.run(["shellcheck", script], capture_output=True, text=True, check=False)

    assert done.stdout == ""


# check


def test_a_pull_request_that_is_up_to_date_passes(job: Job) -> None:
    outcome = job.use()

    assert outcome.code == 0, outcome.log
    assert outcome.outputs["verdict"] == "ok"
    assert outcome.summary.startswith("### `specloom check`: up to date\n")
    assert outcome.commands == []
    assert (job.temporary / "pip").read_text() == f"{ROOT}\n", "the version that the action is pinned to"
    assert json.loads(Path(outcome.outputs["report"]).read_text())["verdict"] == "ok"


def test_drift_fails_with_annotations_a_summary_and_a_diff(job: Job) -> None:
    job.project.edit("pets.yaml", "Get a pet", "Get one")

    outcome = job.use()

    assert outcome.code == ExitCode.DRIFT
    assert (outcome.outputs["verdict"], outcome.outputs["exit-code"]) == ("drift", "3")
    assert any(each.startswith(f"::error file={PAGE},line=2,title=drift::") for each in outcome.commands)
    assert f"| `{PAGE}` | would be generated differently |" in outcome.summary
    assert "+# Get one" in outcome.log
    assert job.project.git("status", "--porcelain") == "M pets.yaml", "it writes nothing"


def test_a_fault_of_the_description_is_annotated_at_its_line(job: Job) -> None:
    job.project.edit("pets.yaml", *BROKEN)

    outcome = job.use()

    assert outcome.code == ExitCode.SPEC_INVALID
    assert any(
        re.match(r"::error file=pets\.yaml,line=\d+,col=\d+,title=ref-missing::", each) for each in outcome.commands
    )


def test_annotations_and_summary_can_be_left_out(job: Job) -> None:
    job.project.edit("pets.yaml", "Get a pet", "Get one")

    outcome = job.use(annotations="false", summary="false", sarif="out.sarif")

    assert (outcome.code, outcome.commands, outcome.summary) == (ExitCode.DRIFT, [], "")
    assert json.loads((job.project.folder / "out.sarif").read_text())["version"] == "2.1.0"


def test_a_folder_and_a_config_of_another_name(job: Job) -> None:
    """Annotations name files from the top of the checkout, wherever specloom runs."""
    inner = job.project.folder / "apis" / "a b"
    Project.make(inner)
    (inner / "specloom.yaml").rename(inner / "$(touch owned).yaml")

    outcome = job.use(working_directory="apis/a b", config="$(touch owned).yaml", arguments="--target\ndocs\n")

    assert outcome.code == ExitCode.DRIFT
    assert any("file=apis/a b/generated/pets/docs/index.md," in each for each in outcome.commands)
    assert not any("snippets" in each for each in outcome.commands)
    assert not list(job.project.folder.rglob("owned"))


HOSTILE = (
    "x\n::add-mask::x\n$(touch owned) `touch owned1`; touch owned2'; touch owned3 \" && touch owned4 #",
    "; touch owned\n",
)


@pytest.mark.parametrize("name", sorted(set(ACTION["inputs"]) - {"title", "token", "paths"}))
def test_an_input_is_a_value_and_never_a_script(job: Job, name: str) -> None:
    """Whatever is refused: nothing of it runs, the runner obeys nothing of it, and there is no success."""
    needs_writing = name in {"branch", "base"}

    for value in HOSTILE:
        outcome = job.regenerate(**{name: value}) if needs_writing else job.use(**{name: value})

        assert not list(job.project.folder.rglob("owned*"))
        assert all(each.startswith("::error ") for each in outcome.commands)
        is_free = name in {"sarif", "annotations", "summary"}
        assert outcome.code not in {ExitCode.DRIFT} | (set() if is_free else {0})


def test_text_of_a_description_in_the_diff_commands_nothing(job: Job) -> None:
    """A line of context begins with a blank, which the runner passes over."""
    hostile = 'description: "::add-mask::all\\n\\n##[error]x\\n"'
    job.project.edit("pets.yaml", "summary: Get a pet", f"summary: Get a pet\n      {hostile}")
    job.project.run("generate")
    page = job.project.folder / PAGE
    page.write_text(page.read_text().replace("##[error]x", "##[error]x\nby hand"))

    outcome = job.use(annotations="false")

    assert outcome.code == ExitCode.DRIFT
    assert "\n ::add-mask::all\n" in outcome.log
    assert commands_in(outcome.log) == []


def test_a_change_that_breaks_what_worked_is_annotated_and_fails(job: Job) -> None:
    job.project.edit("pets.yaml", "/pets/{petId}:", "/animals/{petId}:")
    job.project.run("generate")

    outcome = job.use(compare="HEAD")

    assert (outcome.code, outcome.outputs["verdict"]) == (6, "breaking"), outcome.log
    assert any(each.startswith("::error file=pets.yaml,") for each in outcome.commands)
    assert "`GET /animals/{petId}`: was GET /pets/" in outcome.summary
    assert job.use(compare="HEAD", working_directory=".", annotations="false").commands == []


def test_descriptions_that_cannot_be_compared_are_an_error(job: Job) -> None:
    for revision in ("no-such-revision", "--help"):
        outcome = job.use(compare=revision)

        assert outcome.code == 1
        assert outcome.outputs["verdict"] == ""


def test_a_pull_request_tells_what_changed_in_the_description(job: Job) -> None:
    job.project.edit("pets.yaml", "/pets/{petId}:", "/animals/{petId}:")

    outcome = job.regenerate(compare="HEAD", paths="pets.yaml")

    assert outcome.code == 0, outcome.log
    assert "`GET /animals/{petId}`: was GET /pets/" in (job.temporary / "body").read_text()


# it fails closed


@pytest.mark.parametrize(
    "instead",
    [
        "exit 0",
        "exit 3",
        "kill -9 $$",
        'echo \'{"verdict": "ok", "code": 0}\'',
        write_report("{}"),
        write_report('{"command": "check", "verdict": "ok", "code": 0}') + "; exit 3",
    ],
)
def test_a_specloom_that_does_not_run_is_neither_success_nor_drift(job: Job, instead: str) -> None:
    python = (job.tools / "python-of-the-job").read_text()
    broken = f"#!/bin/bash\n[[ $1 == --version ]] && exit\n{instead}\n"
    swap = f'  printf %s {shlex.quote(broken)} >"$4/bin/specloom"\n  chmod'
    (job.tools / "python-of-the-job").write_text(python.replace("  chmod", swap))

    outcome = job.use()

    assert outcome.code == 1
    assert any("did not run to its end" in each for each in outcome.commands)
    assert outcome.outputs["verdict"] == ""


@pytest.mark.parametrize(
    ("inputs", "words"),
    [
        ({"command": "Check"}, "must be 'check' or 'regenerate'"),
        ({"python": "no-such-python"}, "specloom needs Python 3.11"),
        ({"python": "false"}, "specloom needs Python 3.11"),
        ({"version": "1; touch x"}, "must be a version"),
        ({"working-directory": "missing"}, "is not there"),
    ],
)
def test_what_cannot_be_set_up_is_an_error(job: Job, inputs: dict[str, str], words: str) -> None:
    outcome = job.use(**inputs)

    assert outcome.code == 1
    assert words in outcome.log


def test_an_installation_that_fails_is_an_error(job: Job) -> None:
    python = (job.tools / "python-of-the-job").read_text()
    (job.tools / "python-of-the-job").write_text(python.replace('>>"$RUNNER_TEMP/pip"', ">&2; exit 3"))

    outcome = job.use(version="9.9.9")

    assert outcome.code == 1
    assert "specloom could not be installed" in outcome.log


def test_a_module_in_the_checkout_is_not_run(job: Job) -> None:
    """A pull request may bring `pip.py`, `venv.py`, `json.py`."""
    for name in ("pip", "venv", "json", "secrets", "specloom"):
        (job.project.folder / f"{name}.py").write_text("open('owned', 'w')\n")

    job.use(python=sys.executable, version="0.0.0.dev0+none")
    assert job.use().code == 0

    assert not (job.project.folder / "owned").exists()


# regenerate


def test_a_changed_description_becomes_a_pull_request(job: Job) -> None:
    job.project.edit("pets.yaml", "Get a pet", "Get one")
    job.project.git("commit", "--quiet", "--all", "--message", "change")
    job.project.git("push", "--quiet", "origin", "main")

    outcome = job.regenerate()

    assert outcome.code == 0, outcome.log
    assert outcome.outputs["changed"] == "true"
    assert outcome.outputs["pull-request"] == "https://github.example/pull/1"
    changed = job.at_remote("diff", "--name-only", "main", "specloom/regenerate").splitlines()
    assert PAGE in changed
    assert all(each.startswith("generated/") for each in changed)
    assert job.at_remote("show", f"specloom/regenerate:{PAGE}").startswith('---\ntitle: "Get one"')
    assert job.at_remote("log", "--format=%an: %s", "main..specloom/regenerate") == (
        "github-actions[bot]: Regenerate what specloom makes"
    )
    assert job.asked_of_gh()[-1].startswith(
        "token-of-the-job pr create --head specloom/regenerate --base main --title "
    )
    assert f"| `{PAGE}` | updated |" in (job.temporary / "body").read_text()
    assert job.project.git("branch", "--show-current") == "main"


def test_the_pull_request_passes_the_check(job: Job) -> None:
    job.project.edit("pets.yaml", "Get a pet", "Get one")
    job.project.git("commit", "--quiet", "--all", "--message", "change")
    job.regenerate()

    job.project.git("reset", "--quiet", "--hard")
    job.project.git("fetch", "--quiet", "origin", "specloom/regenerate")
    job.project.git("switch", "--quiet", "--detach", "FETCH_HEAD")

    assert job.use().code == 0


def test_nothing_to_do_opens_nothing(job: Job) -> None:
    outcome = job.regenerate()

    assert (outcome.code, outcome.outputs["changed"], outcome.outputs["pull-request"]) == (0, "false", "")
    assert job.asked_of_gh() == []
    assert job.at_remote("branch", "--list") == "* main"


def test_a_second_run_renews_the_same_pull_request(job: Job) -> None:
    job.project.edit("pets.yaml", "Get a pet", "Get one")
    job.regenerate()
    first = job.at_remote("rev-parse", "specloom/regenerate")
    job.project.git("checkout", "--quiet", "generated")
    again = job.regenerate()
    same = job.at_remote("rev-parse", "specloom/regenerate")
    job.project.edit("pets.yaml", "Get one", "Get another")
    job.project.git("checkout", "--quiet", "generated")
    other = job.regenerate(paths="pets.yaml")

    assert (again.code, other.code) == (0, 0), again.log + other.log
    assert same == first, "what is there already is not pushed again"
    assert "Get another" in job.at_remote("show", f"specloom/regenerate:{PAGE}")
    assert "Get another" in job.at_remote("show", "specloom/regenerate:pets.yaml"), "an earlier step fetched it"
    assert [line.split()[2] for line in job.asked_of_gh()] == ["list", "create", "list", "edit", "list", "edit"]


def test_a_commit_of_somebody_else_on_the_branch_stays(job: Job) -> None:
    job.project.git("push", "--quiet", "origin", "main:specloom/regenerate")
    before = job.at_remote("rev-parse", "specloom/regenerate")
    job.project.edit("pets.yaml", "Get a pet", "Get one")

    outcome = job.regenerate()

    assert outcome.code == 1
    assert "somebody else has committed" in outcome.log
    assert job.at_remote("rev-parse", "specloom/regenerate") == before


def test_a_description_with_errors_opens_nothing(job: Job) -> None:
    job.project.edit("pets.yaml", *BROKEN)

    outcome = job.regenerate()

    assert outcome.code == ExitCode.SPEC_INVALID
    assert job.asked_of_gh() == []


def test_a_hand_edit_is_not_lost(job: Job) -> None:
    page = job.project.folder / PAGE
    page.write_text(page.read_text() + "by hand\n")
    job.project.edit("pets.yaml", "Get a pet", "Get one")

    outcome = job.regenerate()

    assert outcome.code == ExitCode.CONFLICT
    assert any(f"file={PAGE}" in each for each in outcome.commands)
    assert page.read_text().endswith("by hand\n")
    assert job.at_remote("branch", "--list") == "* main"


@pytest.mark.parametrize("event", ["pull_request", "pull_request_target", "workflow_run", "issue_comment"])
def test_it_does_not_write_for_what_strangers_can_set_off(job: Job, event: str) -> None:
    job.project.edit("pets.yaml", "Get a pet", "Get one")

    outcome = job.use({"GITHUB_EVENT_NAME": event}, command="regenerate")

    assert outcome.code == 1
    assert "'regenerate' runs on push" in outcome.log
    assert "M generated" not in job.project.git("status", "--porcelain")


def test_a_title_is_a_title(job: Job) -> None:
    job.project.edit("pets.yaml", "Get a pet", "Get one")

    outcome = job.regenerate(title='$(touch owned) "`touch owned`"', paths="$(touch owned)\n")

    assert outcome.code == 1, "there is no such file"
    job.project.git("checkout", "--quiet", "generated")
    outcome = job.regenerate(title='$(touch owned) "`touch owned`"')
    assert outcome.code == 0, outcome.log
    assert not list(job.project.folder.rglob("owned"))
    assert job.at_remote("log", "-1", "--format=%s", "specloom/regenerate") == '$(touch owned) "`touch owned`"'


def test_it_does_not_commit_what_was_staged_before(job: Job) -> None:
    (job.project.folder / "secret").write_text("x")
    job.project.git("add", "secret")

    assert job.regenerate().code == 1


def test_the_action_is_valid_yaml_without_duplicate_keys() -> None:
    assert yaml.safe_load((ROOT / "action.yml").read_text())["runs"]["using"] == "composite"
