"""The Bazel rule of docs/ci/bazel and `list-outputs`: hermetic, and exactly the declared outputs.

The rule and the genrule are carried out as Bazel does it, but for Bazel: the file of the rule is Starlark, whose few forms here
Python reads as well. Where there is a Bazel, it builds both.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from integration.pets import ROOT, Project, environment

BAZEL = ROOT / "docs" / "ci" / "bazel"
BIN = "bazel-out/bin"


@dataclass
class Sandbox:
    """An empty folder into which an action's inputs are linked, and nothing else."""

    folder: Path

    def carry_out(self, workspace: Path, inputs: list[str], argv: list[str], folders: list[str]) -> dict[str, str]:
        """Run an action without any environment; return what it wrote, by path."""
        for each in inputs:
            link = self.folder / each
            link.parent.mkdir(parents=True, exist_ok=True)
            link.symlink_to(workspace / each)
        for each in folders:  # which Bazel makes for declared outputs
            (self.folder / each).mkdir(parents=True, exist_ok=True)
        done = subprocess.run(argv, cwd=self.folder, env={}, capture_output=True, text=True, timeout=120, check=False)
        assert (done.returncode, done.stdout) == (0, ""), done.stderr
        return contents(self.folder / BIN)


def contents(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture
def workspace(tmp_path: Path) -> Project:
    """A workspace with the files of docs/ci/bazel, a description, and a program in `tools`."""
    project = Project.make(tmp_path / "workspace")
    for path in BAZEL.iterdir():
        shutil.copy(path, project.folder)
    tool = project.folder / "tools" / "specloom.sh"
    tool.parent.mkdir()
    generator = shlex.quote(str(ROOT / "generator"))
    tool.write_text(f'#!/bin/sh\nPYTHONPATH={generator} exec {shlex.quote(sys.executable)} -P -m specloom "$@"\n')
    tool.chmod(0o755)
    (tool.parent / "BUILD.bazel").write_text('exports_files(["specloom.sh"])\n')
    (project.folder / "WORKSPACE").write_text("")
    made = project.run("list-outputs", "--format", "bazel")
    assert made.returncode == 0
    (project.folder / "specloom_outputs.bzl").write_text(made.stdout)
    return project


def outputs_of(project: Project) -> list[str]:
    found: dict[str, list[str]] = {}
    exec((project.folder / "specloom_outputs.bzl").read_text(), found)
    return found["SPECLOOM_OUTPUTS"]


def build_file(project: Project) -> dict[str, dict[str, Any]]:
    """Return the rules of the BUILD file by name, with their attributes."""
    rules: dict[str, dict[str, Any]] = {}

    def keep(**attributes: Any) -> None:
        rules[attributes["name"]] = attributes

    scope = {
        "load": lambda *_: None,
        "specloom_files": keep,
        "genrule": keep,
        "SPECLOOM_OUTPUTS": outputs_of(project),
    }
    exec((project.folder / "BUILD.bazel").read_text(), scope)
    return rules


def run_rule(project: Project, sandbox: Sandbox) -> dict[str, str]:
    """Carry out the rule's implementation, with the attributes of the BUILD file."""
    ran: list[dict[str, Any]] = []
    given = build_file(project)["api"]
    scope: dict[str, Any] = {
        "rule": lambda **each: each,
        "attr": SimpleNamespace(**dict.fromkeys(("label", "label_list", "string", "string_list"), lambda **each: each)),
        "DefaultInfo": lambda **each: each,
        "depset": list,
    }
    exec((project.folder / "specloom.bzl").read_text(), scope)
    attributes = {name: each.get("default", []) for name, each in scope["specloom_files"]["attrs"].items()}
    assert set(given) - {"name"} <= set(attributes)
    context = SimpleNamespace(
        attr=SimpleNamespace(**{**attributes, **given}),
        actions=SimpleNamespace(declare_file=lambda path: path, run=lambda **each: ran.append(each)),
        bin_dir=SimpleNamespace(path=BIN),
        label=SimpleNamespace(workspace_root="", package=""),
        executable=SimpleNamespace(specloom="tools/specloom.sh"),
        file=SimpleNamespace(config=SimpleNamespace(path=given["config"])),
        files=SimpleNamespace(srcs=given["srcs"]),
    )
    scope["_specloom_files_impl"](context)
    (action,) = ran
    assert action["outputs"] == outputs_of(project)
    inputs = ["tools/specloom.sh", *(getattr(each, "path", each) for each in action["inputs"])]
    folders = sorted({f"{BIN}/{os.path.dirname(path)}" for path in action["outputs"]})
    argv = [f"./{action['executable']}", *action["arguments"]]
    return sandbox.carry_out(project.folder, inputs, argv, folders)


def test_the_rule_writes_exactly_what_it_declares(workspace: Project, tmp_path: Path) -> None:
    before = contents(workspace.folder)

    written = run_rule(workspace, Sandbox(tmp_path / "sandbox"))

    assert sorted(written) == outputs_of(workspace)
    assert contents(workspace.folder) == before, "nothing is written beside the outputs"


def test_the_same_inputs_give_the_same_outputs(workspace: Project, tmp_path: Path) -> None:
    """In another folder, and as a developer gets them."""
    first = run_rule(workspace, Sandbox(tmp_path / "first"))
    second = run_rule(workspace, Sandbox(tmp_path / "second" / "deeper"))
    workspace.run("generate")

    assert first == second
    assert first == {path: each for path, each in contents(workspace.folder).items() if path in first}


def test_the_genrule_does_the_same(workspace: Project, tmp_path: Path) -> None:
    genrule = build_file(workspace)["api_genrule"]
    command = genrule["cmd"].replace("$(location //tools:specloom.sh)", "tools/specloom.sh")
    command = re.sub(r"\$\(location ([\w.]+)\)", r"\1", command).replace("$(RULEDIR)", BIN)
    assert "$(" not in command
    inputs = ["tools/specloom.sh", *genrule["srcs"]]
    folders = sorted({f"{BIN}/{os.path.dirname(path)}" for path in genrule["outs"]})

    written = Sandbox(tmp_path / "sandbox").carry_out(workspace.folder, inputs, ["/bin/bash", "-c", command], folders)

    assert sorted(written) == sorted(genrule["outs"])
    ruled = run_rule(workspace, Sandbox(tmp_path / "other"))
    assert {path.removeprefix("by_genrule/"): each for path, each in written.items()} == ruled


@pytest.mark.skipif(shutil.which("bazel") is None, reason="bazel is not installed")
def test_bazel_builds_both(workspace: Project, tmp_path: Path) -> None:
    root = ["bazel", f"--output_user_root={tmp_path / 'root'}"]
    env = environment({"HOME": str(tmp_path), "USER": "t"})
    try:
        argv = [*root, "build", "//:api", "//:api_genrule"]
        done = subprocess.run(argv, cwd=workspace.folder, env=env, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        built = contents(workspace.folder / "bazel-bin" / "generated")
        by_genrule = contents(workspace.folder / "bazel-bin" / "by_genrule" / "generated")
    finally:
        subprocess.run([*root, "shutdown"], cwd=workspace.folder, env=env, capture_output=True, check=False)
    workspace.run("generate")

    assert built == by_genrule == contents(workspace.folder / "generated")


# list-outputs


def test_it_lists_what_generate_writes(workspace: Project) -> None:
    listed = workspace.run("list-outputs").stdout.splitlines()
    workspace.run("generate")

    assert listed == sorted(f"generated/{path}" for path in contents(workspace.folder / "generated"))


def test_a_list_that_is_not_up_to_date_is_drift(workspace: Project) -> None:
    argv = ("list-outputs", "--format", "bazel", "--compare", "specloom_outputs.bzl")
    assert workspace.run(*argv).returncode == 0

    workspace.edit("pets.yaml", "operationId: getPet", "operationId: findPet")
    done = workspace.run(*argv)

    assert done.returncode == 3
    assert "specloom list-outputs --format bazel > specloom_outputs.bzl" in done.stderr
    assert workspace.run("list-outputs", "--compare", "missing").returncode == 3


def test_the_other_forms(workspace: Project) -> None:
    listed = workspace.run("list-outputs", "--target", "docs").stdout.splitlines()

    as_json = workspace.run("list-outputs", "--target", "docs", "--format", "json").stdout
    as_cmake = workspace.run("list-outputs", "--target", "docs", "--format", "cmake").stdout

    assert eval(as_json) == listed
    assert re.findall(r"\[==\[(.*)\]==\]", as_cmake) == listed


def test_a_description_with_errors_has_no_list(workspace: Project) -> None:
    workspace.edit("pets.yaml", "schema: {type: string}", 'schema: {$ref: "#/nope"}')

    done = workspace.run("list-outputs")

    assert (done.returncode, done.stdout) == (5, "")
    assert "ref-missing" in done.stderr
