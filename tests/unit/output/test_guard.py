"""Which folders are refused as output folders."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.diagnostics import Diagnostics
from specloom.output import check_out_folder


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project folder, which is the current one."""
    folder = tmp_path / "home" / "project"
    folder.mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


def objections(out: Path, base: Path = Path()) -> list[str]:
    diagnostics = Diagnostics()
    check_out_folder(out, base, diagnostics)
    return [finding.code.name for finding in diagnostics]


@pytest.mark.parametrize("out", ["generated", "a/b/c", "../sibling", "existing"])
def test_a_folder_of_its_own_is_accepted(project: Path, out: str) -> None:
    (project / "existing").mkdir()

    assert objections(Path(out)) == []


@pytest.mark.parametrize("out", [".", "..", "../..", "/", "generated/.."])
def test_the_current_folder_and_those_above_it_are_refused(out: str) -> None:
    assert objections(Path(out)) == ["output-unsafe"]


def test_a_file_is_refused(project: Path) -> None:
    (project / "file").write_text("")

    assert objections(Path("file")) == ["output-unsafe"]


def test_a_repository_is_refused(project: Path) -> None:
    (project / "clone" / ".git").mkdir(parents=True)

    assert objections(Path("clone")) == ["output-unsafe"]
    assert objections(Path(".git/hooks")) == ["output-unsafe"]


def test_a_link_is_refused(project: Path, tmp_path: Path) -> None:
    (project / "link").symlink_to(tmp_path, target_is_directory=True)

    assert objections(Path("link")) == ["output-unsafe"]
    assert objections(Path("link/below")) == ["output-unsafe"]


def test_the_folder_of_the_config_is_refused(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()

    assert objections(tmp_path / "elsewhere", tmp_path / "elsewhere") == ["output-unsafe"]
