"""What git is asked: which generated files it tracks. Where it cannot say, nothing is claimed."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest
from unit.output.folders import write
from unit.output.test_edits import git

from specloom.output.git import old_versions, untracked

FILES = {"a.md": "one\n", "deep/ä b.md": "two\n"}
NAMES = [*FILES, ".specloom/manifest.json", ".specloom/SHA256SUMS"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A generated folder in a repository that knows nothing of it yet."""
    write(tmp_path / "out", FILES)
    git(tmp_path, "init", "-q")
    return tmp_path / "out" / "python"


def test_files_that_were_never_added_are_untracked(folder: Path) -> None:
    git(folder, "add", "a.md")

    assert untracked(folder, NAMES) == {name: False for name in sorted(NAMES) if name != "a.md"}


def test_added_files_are_tracked(folder: Path) -> None:
    git(folder, "add", ".")

    assert untracked(folder, NAMES) == {}


def test_an_ignored_file_is_told_apart(folder: Path) -> None:
    (folder.parents[1] / ".gitignore").write_text("deep/\n")
    git(folder, "add", ".")

    assert untracked(folder, NAMES) == {"deep/ä b.md": True}


def test_a_folder_that_is_ignored_as_a_whole_is_not_meant_to_be_committed(folder: Path) -> None:
    (folder.parents[1] / ".gitignore").write_text("/out/\n")

    assert untracked(folder, NAMES) == {}


def test_without_a_repository_nothing_is_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))

    assert untracked(tmp_path, ["a.md"]) is None
    assert list(old_versions(tmp_path, "a.md")) == []


def test_without_git_nothing_is_known(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(folder / "none"))

    assert untracked(folder, NAMES) is None


def test_a_hook_of_another_repository_does_not_mislead(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = tmp_path / "other"
    other.mkdir()
    git(other, "init", "-q")
    git(folder, "add", ".")
    monkeypatch.setenv("GIT_DIR", str(other / ".git"))

    assert untracked(folder, NAMES) == {}


def test_nothing_of_the_repository_changes(folder: Path) -> None:
    git(folder, "add", ".")
    index = folder.parents[1] / ".git" / "index"
    os.utime(folder / "a.md", (1, 1))  # what `git status` would write down
    before = index.read_bytes(), index.stat().st_mtime_ns

    untracked(folder, NAMES)

    assert (index.read_bytes(), index.stat().st_mtime_ns) == before


def test_earlier_versions_come_from_the_index_and_from_history(folder: Path) -> None:
    for text in ("first\n", "second\n"):
        (folder / "a.md").write_text(text)
        git(folder, "add", ".")
        git(folder, "commit", "-qm", text)
    (folder / "a.md").write_text("staged\n")
    git(folder, "add", ".")

    assert list(old_versions(folder, "a.md")) == [b"staged\n", b"second\n", b"first\n"]
    assert subprocess.run(["git", "status", "--short"], cwd=folder, capture_output=True, check=True).stdout
