"""A repository with a description, a config and what was generated of it, and specloom run as others run it: a process."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["CONFIG", "PYTHON", "ROOT", "SPEC", "Project", "environment"]

ROOT = Path(__file__).resolve().parents[2]
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
        "200": {description: A pet}
"""
CONFIG = """\
version: 1
sources: {pets: {spec: pets.yaml}}
targets: {docs: , snippets: {languages: [curl]}}
"""

PYTHON = f"""\
#!/usr/bin/env bash
# A Python whose virtual environments hold this checkout's specloom; no network. What pip is told is kept.
set -euo pipefail
if [[ "$*" == "-I -m venv "* ]]; then
  mkdir -p "$4/bin"
  cp "$0" "$4/bin/python"
  printf '#!/bin/sh\\nexec %s -P -m specloom "$@"\\n' {shlex.quote(shlex.quote(sys.executable))} >"$4/bin/specloom"
  chmod +x "$4/bin/specloom"
elif [[ "$*" == "-I -m pip "* ]]; then
  printf '%s\\n' "${{@: -1}}" >>"$RUNNER_TEMP/pip"
else
  exec {shlex.quote(sys.executable)} "$@"
fi
"""


@dataclass(frozen=True)
class Project:
    """A folder with a description and a config."""

    folder: Path

    @classmethod
    def make(cls, folder: Path) -> Project:
        """Return a project in a new folder; nothing is generated yet."""
        folder.mkdir(parents=True)
        (folder / "pets.yaml").write_text(SPEC)
        (folder / "specloom.yaml").write_text(CONFIG)
        return cls(folder)

    def run(self, *argv: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run specloom in the folder."""
        return self.call(sys.executable, "-m", "specloom", *argv, env=env)

    def call(self, *argv: str, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        """Run a program in the folder."""
        return subprocess.run(
            argv, cwd=self.folder, env=environment(env), capture_output=True, text=True, timeout=120, check=False
        )

    def git(self, *argv: str) -> str:
        """Run git, which has to succeed, and return what it prints."""
        done = self.call("git", *argv)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def edit(self, file: str, old: str, new: str) -> None:
        """Replace a text in a file, where it has to stand."""
        text = (self.folder / file).read_text()
        assert old in text
        (self.folder / file).write_text(text.replace(old, new))

    def commit(self) -> None:
        """Make all that is there the first commit of a repository."""
        self.git("init", "--quiet", "--initial-branch", "main")
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", "first")


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """Return an environment that no service and no user's git has a part in."""
    kept = {
        name: value for name, value in os.environ.items() if not name.startswith(("GITHUB_", "CI_", "GIT_", "INPUT_"))
    }
    who = {"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.com"}
    return {
        **kept,
        **who,
        "GIT_COMMITTER_NAME": "t",
        "GIT_COMMITTER_EMAIL": "t@example.com",
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "PYTHONPATH": str(ROOT / "generator"),
        **(more or {}),
    }
