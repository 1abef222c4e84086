"""Writing: only what changed, only what is ours, and all of it or nothing."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from unit.output.folders import output_of, snapshot, write

from specloom.diagnostics import Diagnostics, Stop
from specloom.output import apply, make_plan
from specloom.output import write as writing
from specloom.output.exchange import NoTwinError, exchange
from specloom.output.swap import recover


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder with two generated files."""
    folder = tmp_path / "out"
    write(folder, {"a.md": "one\n", "deep/er/b.md": "two\n"})
    return folder


def codes_of(out: Path, files: dict[str, str]) -> list[tuple[str, str]]:
    """Return what stops a run: code and file."""
    diagnostics = Diagnostics()
    with pytest.raises(Stop):
        apply(make_plan(output_of(files), out, diagnostics), diagnostics)
    return [
        (finding.code.name, Path(finding.location.file).name if finding.location else "") for finding in diagnostics
    ]


def test_the_first_run_creates_everything(tmp_path: Path) -> None:
    report = write(tmp_path / "new" / "out", {"a.md": "one\n", "b/c.md": "two\n"})

    assert (tmp_path / "new/out/python/b/c.md").read_bytes() == b"two\n"
    assert len(report.folders[0].created) == 4
    assert list((tmp_path / "new/out").iterdir()) == [tmp_path / "new/out/python"]


def test_a_run_without_changes_touches_nothing(out: Path) -> None:
    before = snapshot(out)

    report = write(out, {"a.md": "one\n", "deep/er/b.md": "two\n"})

    assert snapshot(out) == before
    assert report.folders[0].changed == 0
    assert len(report.folders[0].unchanged) == 4


def test_only_a_changed_file_is_written(out: Path) -> None:
    before = snapshot(out)

    report = write(out, {"a.md": "ONE\n", "deep/er/b.md": "two\n"})

    assert (out / "python/a.md").read_text() == "ONE\n"
    assert snapshot(out)["python/deep/er/b.md"] == before["python/deep/er/b.md"]
    assert f"{out.as_posix()}/python/a.md" in report.folders[0].updated


def test_a_file_that_is_no_longer_made_is_deleted_with_the_folders_it_leaves_empty(out: Path) -> None:
    report = write(out, {"a.md": "one\n"})

    assert not (out / "python/deep").exists()
    assert report.folders[0].deleted == (f"{out.as_posix()}/python/deep/er/b.md",)


def test_a_folder_that_holds_a_file_of_the_user_survives(out: Path) -> None:
    mine = out / "python/deep/er/mine.txt"
    mine.write_text("mine")

    report = write(out, {"a.md": "one\n"})

    assert mine.read_text() == "mine"
    assert not (out / "python/deep/er/b.md").exists()
    assert report.folders[0].extra == (mine.as_posix(),)


def test_a_deleted_file_comes_back(out: Path) -> None:
    (out / "python/a.md").unlink()

    write(out, {"a.md": "one\n", "deep/er/b.md": "two\n"})

    assert (out / "python/a.md").read_text() == "one\n"


def test_a_file_may_become_a_folder_and_a_folder_a_file(out: Path) -> None:
    write(out, {"a.md/index.md": "three\n", "deep": "four\n"})

    assert (out / "python/a.md/index.md").read_text() == "three\n"
    assert (out / "python/deep").read_text() == "four\n"


def test_a_name_may_change_its_case(out: Path) -> None:
    write(out, {"A.md": "one\n", "deep/er/b.md": "two\n"})

    assert sorted(path.name for path in (out / "python").glob("*.md")) == ["A.md"]


@pytest.mark.parametrize("files", [{"a.md": "one\n"}, {"a.md": "new\n"}, {}])
def test_a_file_edited_by_hand_stops_the_run(out: Path, files: dict[str, str]) -> None:
    (out / "python/a.md").write_text("edited\n")
    before = snapshot(out)

    assert codes_of(out, files | {"deep/er/b.md": "changed\n"}) == [("output-edited", "a.md")]
    assert snapshot(out) == before


def test_a_lenient_run_stops_at_an_edited_file_as_well(out: Path) -> None:
    (out / "python/a.md").write_text("edited\n")
    diagnostics = Diagnostics(lenient=True)

    with pytest.raises(Stop):
        apply(make_plan(output_of({"a.md": "new\n"}), out, diagnostics), diagnostics)


def test_force_discards_an_edit(out: Path) -> None:
    (out / "python/a.md").write_text("edited\n")

    write(out, {"a.md": "new\n"}, force=True)

    assert (out / "python/a.md").read_text() == "new\n"


def test_an_edit_that_says_what_would_be_generated_is_no_conflict(out: Path) -> None:
    (out / "python/a.md").write_text("new\n")

    write(out, {"a.md": "new\n"})

    assert (out / "python/a.md").read_text() == "new\n"


def test_other_line_ends_are_no_edit_and_are_repaired(out: Path) -> None:
    (out / "python/a.md").write_bytes(b"\xef\xbb\xbfone\r\n")

    write(out, {"a.md": "one\n", "deep/er/b.md": "two\n"})

    assert (out / "python/a.md").read_bytes() == b"one\n"


def test_a_foreign_file_in_the_way_stops_the_run(out: Path) -> None:
    (out / "python/c.md").write_text("mine")
    (out / "python/d").write_text("mine")
    before = snapshot(out)

    found = codes_of(out, {"a.md": "one\n", "c.md": "ours\n", "d/e.md": "ours\n"})

    assert sorted(found) == [("output-foreign", "c.md"), ("output-foreign", "d")]
    assert snapshot(out) == before


def test_a_foreign_file_that_says_the_same_is_taken_over(out: Path) -> None:
    (out / "python/c.md").write_text("ours\n")

    report = write(out, {"a.md": "one\n", "c.md": "ours\n"})

    assert f"{out.as_posix()}/python/c.md" in report.folders[0].unchanged


def test_force_replaces_foreign_files(out: Path) -> None:
    (out / "python/c.md").write_text("mine")
    (out / "python/d").write_text("mine")

    write(out, {"c.md": "ours\n", "d/e.md": "ours\n"}, force=True)

    assert (out / "python/c.md").read_text() == "ours\n"
    assert (out / "python/d/e.md").read_text() == "ours\n"


def test_even_force_does_not_remove_a_foreign_folder(out: Path) -> None:
    (out / "python/c.md").mkdir()
    (out / "python/c.md/mine").write_text("mine")
    before = snapshot(out)

    with pytest.raises(Stop):
        write(out, {"c.md": "ours\n"}, force=True)

    assert snapshot(out) == before


@pytest.mark.parametrize("force", [False, True])
def test_a_link_inside_the_folder_is_never_followed(out: Path, tmp_path: Path, force: bool) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (out / "python/linked").symlink_to(elsewhere, target_is_directory=True)

    with pytest.raises(Stop):
        write(out, {"linked/x.md": "x\n"}, force=force)

    assert list(elsewhere.iterdir()) == []


def test_a_link_in_place_of_a_generated_file_is_foreign_and_its_target_is_safe(out: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("precious")
    (out / "python/a.md").unlink()
    (out / "python/a.md").symlink_to(precious)

    assert codes_of(out, {"a.md": "one\n", "deep/er/b.md": "two\n"}) == [("output-foreign", "a.md")]

    write(out, {"a.md": "one\n", "deep/er/b.md": "two\n"}, force=True)
    assert precious.read_text() == "precious"
    assert not (out / "python/a.md").is_symlink()


def test_a_linked_target_folder_is_refused(out: Path, tmp_path: Path) -> None:
    (out / "python").rename(tmp_path / "real")
    (out / "python").symlink_to(tmp_path / "real", target_is_directory=True)

    assert codes_of(out, {"a.md": "new\n"}) == [("output-unsafe", "python")]


CHANGED = {"a.md": "ONE\n", "c/d.md": "new\n"}
"""Updates a file, creates one in a new folder, deletes one with its folders."""


@pytest.fixture(params=["at once", "file by file"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways to write: where two folders can change places, and where they cannot."""
    if request.param == "file by file":

        def unable(one: Path, _: Path) -> None:
            raise NoTwinError(errno.ENOTSUP, "Operation not supported", str(one))

        monkeypatch.setattr(writing, "exchange", unable)


@pytest.mark.usefixtures("way")
@pytest.mark.parametrize("name", ["replace", "link", "mkdir", "fsync", "scandir", "rmdir"])
@pytest.mark.parametrize("error", [OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()])
def test_a_failure_at_any_step_leaves_the_old_tree_or_the_new_one(
    out: Path, monkeypatch: pytest.MonkeyPatch, name: str, error: BaseException
) -> None:
    """Fails at the first call of a function of the system, then at the second, until a run comes through."""
    before = snapshot(out)
    real = getattr(os, name)
    for step in range(50):
        calls = 0

        def failing(*arguments: object, **options: object) -> object:
            nonlocal calls
            calls += 1
            if calls == step + 1:  # noqa: B023
                raise error
            return real(*arguments, **options)

        monkeypatch.setattr(os, name, failing)
        try:
            write(out, CHANGED)
        except Stop:
            assert snapshot(out) == before
        except KeyboardInterrupt:
            assert snapshot(out) == before or (out / "python/c/d.md").exists()
        if calls <= step:
            break
        monkeypatch.setattr(os, name, real)
        recover(out)
        write(out, {"a.md": "one\n", "deep/er/b.md": "two\n"})
        before = snapshot(out)
    else:
        pytest.fail("it never came through")
    assert (out / "python/a.md").read_text() == "ONE\n"
    assert names_in(out.parent) == ["out"]
    assert names_in(out) == ["python"]


def test_a_failure_on_the_first_run_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(*_: object) -> None:
        raise OSError(errno.EIO, "Input/output error")

    monkeypatch.setattr(os, "rename", failing)

    with pytest.raises(Stop):
        write(tmp_path / "new/out", {"a.md": ""})

    assert list(tmp_path.iterdir()) == []


@pytest.mark.usefixtures("way")
def test_what_somebody_writes_meanwhile_is_kept(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the moment when the new tree is complete and the one when it takes the place of the old one."""
    (out / "python/mine").mkdir()
    real = vars(writing)["exchange"]

    def slow(twin: Path, tree: Path) -> None:
        (out / "python/mine/late.txt").write_text("late")
        (out / "python/a.md").write_text("edited late")
        real(twin, tree)

    monkeypatch.setattr(writing, "exchange", slow)
    write(out, CHANGED)

    assert (out / "python/mine/late.txt").read_text() == "late"
    if real is exchange:
        assert (out / "python/a.md").read_text() == "edited late"
        assert (out / "python/c/d.md").read_text() == "new\n"


@pytest.mark.usefixtures("way")
def test_files_and_folders_of_others_stay_the_same_files(out: Path) -> None:
    mine = out / "python/deep/mine"
    mine.mkdir()
    (mine / "notes.txt").write_text("mine")
    (mine / "notes.txt").chmod(0o640)
    (mine / "empty").mkdir(0o700)
    (mine / "link").symlink_to("notes.txt")
    (mine / "nowhere").symlink_to("/nowhere/at/all", target_is_directory=True)
    os.utime(mine, (1, 1))
    before = os.lstat(mine / "notes.txt")

    write(out, CHANGED)

    after = os.lstat(mine / "notes.txt")
    assert (after.st_ino, after.st_mtime_ns, after.st_mode) == (before.st_ino, before.st_mtime_ns, before.st_mode)
    assert after.st_nlink == 1
    assert (mine / "empty").stat().st_mode & 0o777 == 0o700
    assert os.readlink(mine / "link") == "notes.txt"
    assert os.readlink(mine / "nowhere") == "/nowhere/at/all"
    assert mine.stat().st_mtime == 1
    assert not (out / "python/deep/er").exists()


def test_a_folder_with_nothing_but_the_traces_of_python_goes_with_its_modules(out: Path) -> None:
    (out / "python/deep/er/__pycache__").mkdir()
    (out / "python/deep/er/__pycache__/b.cpython-311.pyc").write_bytes(b"")

    write(out, {"a.md": "one\n"})

    assert not (out / "python/deep").exists()


def test_a_full_disk_while_staging_leaves_the_old_tree(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = snapshot(out)

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)

    assert codes_of(out, CHANGED)[0][0] == "output-unwritable"
    assert snapshot(out) == before


def test_a_real_limit_on_the_size_of_files_leaves_the_old_tree(out: Path) -> None:
    """The operating system itself refuses, in a process of its own: no simulation."""
    before = snapshot(out)
    script = f"""
        import resource, sys
        from pathlib import Path
        from unit.output.folders import write
        from specloom.diagnostics import Stop
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
        try:
            write(Path({str(out)!r}), {{"a.md": "small", "big.md": "x" * 5000}})
        except Stop:
            sys.exit(42)
    """

    done = subprocess.run([sys.executable, "-c", textwrap.dedent(script)], env=python_path(), check=False)

    assert done.returncode == 42
    assert snapshot(out) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_leaves_the_old_tree(out: Path) -> None:
    before = snapshot(out)
    (out / "python").chmod(0o555)
    try:
        assert codes_of(out, CHANGED)[0][0] == "output-unwritable"
    finally:
        (out / "python").chmod(0o755)

    assert snapshot(out) == before


def names_in(folder: Path) -> list[str]:
    """Return what stands in a folder, sorted."""
    return sorted(path.name for path in folder.iterdir())


def python_path() -> dict[str, str]:
    """Return the environment in which a new interpreter finds what this one finds."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
