"""Drift: nothing right after a run, and everything that differs after that."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.output.folders import output_of, write

from specloom.diagnostics import Diagnostics
from specloom.output import Drift, find_drift, make_plan, moved_inputs

FILES = {"a.md": "one\ntwo\n", "deep/b.md": "three\n"}


@pytest.fixture
def out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An output folder, as a relative path."""
    monkeypatch.chdir(tmp_path)
    write(Path("out"), FILES)
    return Path("out")


def drifts(out: Path, files: dict[str, str]) -> list[Drift]:
    """Return the drift, without that of the manifest, which follows every other one."""
    found = find_drift(make_plan(output_of(files), out, Diagnostics()))
    return [drift for drift in found if ".specloom" not in drift.path]


def kinds(out: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    return [(drift.path.removeprefix("out/python/"), drift.kind.value) for drift in drifts(out, files)]


@pytest.mark.parametrize("files", [FILES, {"a.md": ""}, {}, {"x/y/z.md": "no end of line"}])
def test_there_is_no_drift_right_after_a_run(out: Path, files: dict[str, str]) -> None:
    write(out, files)

    assert find_drift(make_plan(output_of(files), out, Diagnostics())) == ()


def test_a_file_that_would_be_generated_differently_is_changed(out: Path) -> None:
    assert kinds(out, FILES | {"a.md": "one\n2\n"}) == [("a.md", "changed")]


def test_a_missing_file_is_missing(out: Path) -> None:
    (out / "python/a.md").unlink()

    assert kinds(out, FILES) == [("a.md", "missing")]


def test_a_missing_folder_is_missing(tmp_path: Path) -> None:
    assert [drift.kind for drift in drifts(tmp_path / "none", FILES)] == ["missing", "missing"]


def test_a_file_that_is_no_longer_generated_is_stale(out: Path) -> None:
    assert kinds(out, {"a.md": "one\ntwo\n"}) == [("deep/b.md", "stale")]


def test_an_edited_file_is_edited(out: Path) -> None:
    (out / "python/a.md").write_text("one\n")

    assert kinds(out, FILES) == [("a.md", "edited")]


def test_other_line_ends_are_drift(out: Path) -> None:
    (out / "python/a.md").write_bytes(b"one\r\ntwo\r\n")

    assert kinds(out, FILES) == [("a.md", "line-ends")]


def test_a_file_of_somebody_else_is_extra(out: Path) -> None:
    (out / "python/deep/notes.txt").write_text("")

    assert kinds(out, FILES) == [("deep/notes.txt", "extra")]


def test_what_tools_leave_behind_is_no_drift(out: Path) -> None:
    for name in ("__pycache__/a.pyc", "deep/.mypy_cache/x.json", ".DS_Store", "node_modules/x/y.js"):
        path = out / "python" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("")

    assert kinds(out, FILES) == []


def test_an_edited_checksum_file_is_drift_and_is_repaired(out: Path) -> None:
    sums = out / "python/.specloom/SHA256SUMS"
    sums.write_text("")

    found = find_drift(make_plan(output_of(FILES), out, Diagnostics()))
    assert [drift.path for drift in found] == [sums.as_posix()]

    write(out, FILES)
    assert sums.read_text() != ""


def test_the_diff_leads_from_the_disk_to_what_belongs_there(out: Path) -> None:
    (drift,) = drifts(out, FILES | {"a.md": "one\n2"})

    assert drift.diff == (
        "--- a/out/python/a.md\n+++ b/out/python/a.md\n@@ -1,2 +1,2 @@\n one\n-two\n+2\n\\ No newline at end of file\n"
    )


def test_the_diff_of_a_missing_file_begins_with_nothing(out: Path) -> None:
    (out / "python/deep/b.md").unlink()

    (drift,) = drifts(out, FILES)

    assert drift.diff.startswith("--- /dev/null\n+++ b/out/python/deep/b.md\n")


def test_the_inputs_that_moved_are_named(out: Path) -> None:
    plan = make_plan(output_of(FILES, generator="1.1.0"), out, Diagnostics())

    assert moved_inputs(plan.folders[0]) == ("specloom 1.0.0 -> 1.1.0",)
