"""The files of docs/ci that users copy, and the hooks for pre-commit: they are valid, and what they run does what they say."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from integration.actions_runner import ACTION
from integration.pets import PYTHON, ROOT, Project, environment

CI = ROOT / "docs" / "ci"
WORKFLOWS = sorted(CI.glob("github-*.yml"))
PAGE = "generated/pets/docs/default/getPet.md"


def test_the_page_shows_every_file_as_it_is() -> None:
    page = (ROOT / "docs" / "ci.md").read_text()
    shown = dict(re.findall(r"<!-- (ci/\S+) -->\n```\w+\n(.*?)```\n", page, re.DOTALL))

    assert set(shown) == {
        path.relative_to(CI.parent).as_posix() for path in (*WORKFLOWS, CI / "pre-commit-config.yaml")
    }
    for path, text in shown.items():
        assert text == (ROOT / "docs" / path).read_text()
    for path in (*CI.glob("*.yml"), *CI.glob("bazel/*")):
        assert f"({path.relative_to(CI.parent).as_posix()})" in page or path in WORKFLOWS


# GitHub


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_a_workflow_gives_the_action_what_it_takes(path: Path) -> None:
    for job in yaml.safe_load(path.read_text())["jobs"].values():
        (step,) = [each for each in job["steps"] if "specloom" in each.get("uses", "")]
        assert set(step["with"]) <= set(ACTION["inputs"])
        assert step["with"]["command"] in {"check", "regenerate"}


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_workflow_gives_a_stranger_anything(path: Path) -> None:
    """What runs on a pull request may read, knows no secret and leaves no credentials; what writes runs on none."""
    text = path.read_text()
    workflow: dict[Any, Any] = yaml.safe_load(text)
    events = set(workflow[True])  # YAML 1.1 reads `on` so
    assert "pull_request_target" not in events
    assert "secrets." not in text
    assert "${{" not in text
    for job in workflow["jobs"].values():
        permissions = job.get("permissions", workflow["permissions"])
        if "pull_request" in events:
            assert permissions == {"contents": "read"}
            assert job["steps"][0]["with"]["persist-credentials"] is False
        else:
            assert permissions == {"contents": "write", "pull-requests": "write"}
            assert workflow["permissions"] == {}


@pytest.mark.skipif(shutil.which("actionlint") is None, reason="actionlint is not installed")
def test_actionlint_has_nothing_to_say() -> None:
    done = subprocess.run(["actionlint", *WORKFLOWS], capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize(
    ("schema", "files"),
    [("github-actions", ["action.yml"]), ("github-workflows", [str(path.relative_to(ROOT)) for path in WORKFLOWS])],
)
def test_they_are_valid_by_the_schemas(schema: str, files: list[str]) -> None:
    argv = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *files]
    done = subprocess.run(argv, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stdout


# pre-commit


def hooks() -> dict[str, dict[str, Any]]:
    return {each["id"]: each for each in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())}


@pytest.fixture
def committed(tmp_path: Path) -> Project:
    project = Project.make(tmp_path / "repo")
    assert project.run("generate").returncode == 0
    project.commit()
    return project


def hook(project: Project, name: str) -> subprocess.CompletedProcess[str]:
    program, *argv = shlex.split(hooks()[name]["entry"])
    assert program == "specloom"
    return project.run(*argv)


def test_hooks_pass_fail_and_repair(committed: Project) -> None:
    assert [hook(committed, name).returncode for name in hooks()] == [0, 0, 0]

    committed.edit("pets.yaml", "Get a pet", "Get one")
    assert hook(committed, "specloom-check").returncode == 3
    assert hook(committed, "specloom-generate").returncode == 3, "it changed files, which are not in the commit yet"
    assert [hook(committed, name).returncode for name in hooks()] == [0, 0, 0]

    committed.edit("pets.yaml", "schema: {type: string}", 'schema: {$ref: "#/nope"}')
    assert [hook(committed, name).returncode for name in hooks()] == [5, 5, 5]


def test_hooks_look_at_everything_whatever_the_commit_has() -> None:
    for each in hooks().values():
        assert (each["language"], each["pass_filenames"], each["always_run"]) == ("python", False, True)


def test_the_sample_names_hooks_that_there_are() -> None:
    text = (CI / "pre-commit-config.yaml").read_text()

    assert set(re.findall(r"id: ([\w-]+)", text)) <= set(hooks())


def test_pre_commit_runs_them(committed: Project, tmp_path: Path) -> None:
    """pre-commit itself; the hooks alone are those of this environment, since an installation would need the network."""
    tools = tmp_path / "tools"
    (tools / "bin").mkdir(parents=True)
    (tools / "python3").write_text(PYTHON)
    (tools / "python3").chmod(0o755)
    env = {"RUNNER_TEMP": str(tmp_path), "PRE_COMMIT_HOME": str(tmp_path / "home")}
    assert committed.call(str(tools / "python3"), "-I", "-m", "venv", str(tools), env=env).returncode == 0
    env["PATH"] = f"{tools / 'bin'}{os.pathsep}{os.environ['PATH']}"
    pre_commit = (sys.executable, "-m", "pre_commit", "run")
    local = [{**each, "language": "system"} for each in hooks().values()]
    config = {"repos": [{"repo": "local", "hooks": local}]}
    (committed.folder / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config))
    committed.edit("pets.yaml", "Get a pet", "Get one")
    committed.git("add", "--all")

    first = committed.call(*pre_commit, env=env)
    committed.git("add", "--all")
    second = committed.call(*pre_commit, env=env)

    assert (first.returncode, second.returncode) == (1, 0), first.stdout + second.stdout
    assert "files were modified by this hook" in first.stdout or "exit code: 3" in first.stdout


# GitLab


INPUTS = {"version": "1.2.3", "config": "specloom.yaml", "stage": "test", "image": "x", "branch": "specloom/regenerate"}


def gitlab(**inputs: str) -> dict[str, dict[str, Any]]:
    """Return the jobs of the template as GitLab does: inputs put in, `extends` carried out."""
    head, _, body = (CI / "gitlab.yml").read_text().partition("\n---\n")
    declared = yaml.safe_load(head)["spec"]["inputs"]
    assert set(declared) == set(INPUTS)
    given = {**INPUTS, **inputs}
    text = re.sub(r"\$\[\[ inputs\.(\w+) \]\]", lambda match: json.dumps(given[match[1]]), body)
    assert "$[[" not in text
    jobs: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return {name: {**jobs[job["extends"]], **job} for name, job in jobs.items() if "extends" in job}


def lines_of(job: dict[str, Any]) -> Iterator[str]:
    yield from (*job["before_script"], *job["script"])


class Pipeline:
    """A checkout in a job of GitLab, with the installation played by a stand-in."""

    def __init__(self, project: Project, folder: Path) -> None:
        self.project, self.folder = project, folder
        self.remote = folder / "remote.git"
        project.git("clone", "--quiet", "--bare", ".", str(self.remote))
        project.git("--git-dir", str(self.remote), "config", "receive.advertisePushOptions", "true")
        after = self.remote / "hooks" / "post-receive"
        after.write_text(
            f'#!/bin/sh\nenv | grep "^GIT_PUSH_OPTION_[0-9]" | sort >{shlex.quote(str(folder / "options"))}\n'
        )
        after.chmod(0o755)
        python = folder / "tools" / "python3"
        python.parent.mkdir()
        python.write_text(PYTHON)
        python.chmod(0o755)

    def run(self, name: str, **inputs: str) -> subprocess.CompletedProcess[str]:
        job = gitlab(**inputs)[name]
        script = "set -eo pipefail\n" + "\n".join(lines_of(job))
        env = {
            **{key: str(value) for key, value in job["variables"].items()},
            "CI_PROJECT_DIR": str(self.project.folder),
            "CI_PROJECT_URL": str(self.remote.with_suffix("")),
            "CI_DEFAULT_BRANCH": "main",
            "SPECLOOM_TOKEN": "secret",
            "RUNNER_TEMP": str(self.folder),
            "TMPDIR": str(self.folder),
            "PATH": f"{self.folder / 'tools'}{os.pathsep}{os.environ['PATH']}",
        }
        argv = ["bash", "--noprofile", "--norc", "-c", script]
        return subprocess.run(
            argv,
            cwd=self.project.folder,
            env=environment(env),
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )


@pytest.fixture
def pipeline(committed: Project, tmp_path: Path) -> Pipeline:
    return Pipeline(committed, tmp_path)


def test_a_merge_request_gets_a_code_quality_report(pipeline: Pipeline) -> None:
    good = pipeline.run("specloom-check")
    report = pipeline.project.folder / gitlab()["specloom-check"]["artifacts"]["reports"]["codequality"]
    assert (good.returncode, json.loads(report.read_text())) == (0, []), good.stderr
    assert (pipeline.folder / "pip").read_text() == "specloom==1.2.3\n"

    pipeline.project.edit("pets.yaml", "Get a pet", "Get one")
    bad = pipeline.run("specloom-check")

    assert bad.returncode == 3
    assert PAGE in [each["location"]["path"] for each in json.loads(report.read_text())]


def test_a_schedule_opens_a_merge_request(pipeline: Pipeline) -> None:
    pipeline.project.edit("pets.yaml", "Get a pet", "Get one")
    pipeline.project.git("commit", "--quiet", "--all", "--message", "change")

    done = pipeline.run("specloom-regenerate")

    assert done.returncode == 0, done.stdout + done.stderr
    options = (pipeline.folder / "options").read_text()
    assert [each.split("=", 1)[1] for each in options.splitlines()] == [
        "merge_request.create",
        "merge_request.target=main",
        "merge_request.remove_source_branch",
    ]
    page = pipeline.project.git("--git-dir", str(pipeline.remote), "show", f"specloom/regenerate:{PAGE}")
    assert 'title: "Get one"' in page
    assert "secret" not in (pipeline.project.folder / ".git" / "config").read_text()


def test_a_schedule_with_nothing_to_do_opens_nothing(pipeline: Pipeline) -> None:
    done = pipeline.run("specloom-regenerate")

    assert done.returncode == 0, done.stderr
    assert "nothing changed" in done.stdout
    assert not (pipeline.folder / "options").exists()


def test_a_schedule_with_a_broken_description_fails(pipeline: Pipeline) -> None:
    pipeline.project.edit("pets.yaml", "schema: {type: string}", 'schema: {$ref: "#/nope"}')

    assert pipeline.run("specloom-regenerate").returncode == 5
    assert not (pipeline.folder / "options").exists()


def test_an_input_of_the_template_is_never_part_of_a_script(pipeline: Pipeline) -> None:
    for job in gitlab(config="$(touch owned)", branch="`touch owned`").values():
        assert not any("touch" in line for line in lines_of(job))

    assert pipeline.run("specloom-check", config="$(touch owned)").returncode == 2
    assert not list(pipeline.project.folder.rglob("owned"))
