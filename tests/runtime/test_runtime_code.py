"""The emitted runtime is code of its own: checked as it stands, small, and free of what a template would read."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bench.clients.measure import count_lines
from builds import ROOT

from specloom.render.format import format_python

RUNTIME = ROOT / "templates" / "python" / "runtime"
FILES = sorted(RUNTIME.rglob("*.py"))
MOST_LINES = 2_500


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_black_has_nothing_to_change(path: Path) -> None:
    """As its users would check it: black's defaults."""
    text = path.read_text(encoding="utf-8")

    assert text == format_python(text, path.name)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_for_a_template_engine(path: Path) -> None:
    """The files are their own templates, so they must not look like any."""
    text = path.read_text(encoding="utf-8")

    assert not [mark for mark in ("{{", "{%", "{#") if mark in text]


@pytest.mark.parametrize(
    "tool",
    [["mypy", "--strict", "--cache-dir", ".mypy"], ["pyright", "-p"], ["ruff", "check", "--isolated", "--no-cache"]],
    ids=lambda tool: tool[0],
)
def test_checkers_are_content(tool: list[str], tmp_path: Path) -> None:
    """mypy --strict, pyright strict, ruff by its default rules; nothing is suppressed."""
    shutil.copytree(RUNTIME, tmp_path / "emitted", ignore=shutil.ignore_patterns("__pycache__", "ruff.toml"))
    (tmp_path / "emitted" / "__init__.py").write_text('"""A package."""\n')
    (tmp_path / "pyrightconfig.json").write_text(
        json.dumps({"typeCheckingMode": "strict", "pythonVersion": "3.11", "venvPath": str(ROOT), "venv": ".venv"})
    )
    found = subprocess.run(
        [sys.executable, "-m", *tool, "."], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert found.returncode == 0, found.stdout + found.stderr


def test_size() -> None:
    """It is emitted into every package, so it stays small: lines of code, without blank ones, comments and docstrings."""
    assert sum(count_lines(path.read_text(encoding="utf-8")).code for path in FILES) < MOST_LINES
