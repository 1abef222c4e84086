"""Helpers: a repository that publishes a generated client, one that vendors it, and commands run in either."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from builds import ROOT

from specloom.cli.main import main

__all__ = ["CLIENT", "Result", "Upstream", "git", "run_in", "specloom_in"]

CLIENT = "generated/petstore-plus/python"
CONFIG = """\
version: 1
out: generated
sources: {petstore-plus: {spec: specs/petstore-plus.yaml}}
targets: {python: {}}
"""

_MADE: dict[str, dict[Path, bytes]] = {}
"""Description -> the files of its client: tests that change it alike generate it once."""


@dataclass(frozen=True, slots=True)
class Result:
    """What a command left behind."""

    code: int
    stdout: str
    stderr: str

    @property
    def json(self) -> dict[str, Any]:
        value: dict[str, Any] = json.loads(self.stdout)
        return value


def run_in(folder: Path, *command: str, **variables: str) -> Result:
    """Run a program in a folder."""
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **variables}, capture_output=True, text=True, check=False
    )
    return Result(done.returncode, done.stdout, done.stderr)


def git(folder: Path, *arguments: str) -> str:
    """Run git as somebody without any settings; return what it prints."""
    who = {f"GIT_{role}_{what}": "a@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    done = run_in(folder, "git", *arguments, **who, GIT_CONFIG_GLOBAL=os.devnull, GIT_CONFIG_NOSYSTEM="1")
    assert done.code == 0, done.stderr
    return done.stdout.strip()


def specloom_in(folder: Path, capture: Callable[[], Any]) -> Callable[..., Result]:
    """Return what runs specloom in a folder; `capture` is `capsys.readouterr`."""

    def run(*argv: str) -> Result:
        before = Path.cwd()
        os.chdir(folder)
        try:
            capture()
            code = main(list(argv))
            said = capture()
        finally:
            os.chdir(before)
        return Result(code, said.out, said.err)

    return run


class Upstream:
    """A git repository with descriptions and what specloom makes of them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        shutil.copytree(ROOT / "specs" / "petstore-plus", folder / "specs" / "petstore-plus")
        shutil.copy(ROOT / "specs" / "petstore-plus.yaml", folder / "specs")
        shutil.copy(ROOT / "LICENSE", folder)
        shutil.copytree(ROOT / CLIENT, folder / CLIENT, ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "specloom.yaml").write_text(CONFIG)
        git(folder, "init", "--quiet", "--initial-branch=main")
        self.commit("first")

    def commit(self, message: str) -> str:
        """Commit everything and return the commit."""
        git(self.folder, "add", "--all")
        git(self.folder, "commit", "--quiet", f"--message={message}")
        return git(self.folder, "rev-parse", "HEAD")

    def change(self, *replacements: tuple[str, str]) -> None:
        """Change the text of the description and generate the client anew, as the repository's owner would."""
        spec = self.folder / "specs" / "petstore-plus.yaml"
        text = spec.read_text(encoding="utf-8")
        for old, new in replacements:
            assert old in text
            text = text.replace(old, new)
        spec.write_text(text, encoding="utf-8")
        made = self.folder / CLIENT
        if text not in _MADE:
            done = run_in(self.folder, sys.executable, "-m", "specloom", "generate", "--quiet", "--force")
            assert done.code == 0, done.stderr
            _MADE[text] = {path.relative_to(made): path.read_bytes() for path in made.rglob("*") if path.is_file()}
        shutil.rmtree(made)
        for path, content in _MADE[text].items():
            (made / path).parent.mkdir(parents=True, exist_ok=True)
            (made / path).write_bytes(content)
