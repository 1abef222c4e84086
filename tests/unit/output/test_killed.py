"""Runs that are killed, or meet another one: the tree is entirely old or entirely new, and the next run clears up."""

from __future__ import annotations

import errno
import os
import random
import signal
import subprocess
import sys
import textwrap
import time
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest
from unit.output.folders import output_of, write

from specloom.diagnostics import Diagnostics, Stop
from specloom.output import alone, apply, make_plan
from specloom.output import write as writing
from specloom.output.exchange import NoTwinError
from specloom.output.lock import locked

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no fork and no SIGKILL on Windows")

OLD = {"a.md": "one\n", "deep/er/b.md": "two\n", "same.md": "same\n", "kind": "a file\n"}
NEW = {"a.md": "ONE\n", "c/d.md": "new\n", "same.md": "same\n", "kind/file.md": "a folder\n"}
BIG_OLD = {f"{number % 20}/f{number}.md": f"old {number}\n" for number in range(200)}
BIG_NEW = {f"{number % 21}/f{number}.md": f"new {number % 7}\n" for number in range(50, 250)}


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files below a folder with their bytes."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def expected(folder: Path, files: dict[str, str]) -> dict[str, bytes]:
    """Return what `contents` gives of an output folder into which these files were written."""
    write(folder, files)
    return contents(folder)


def killed(out: Path, files: dict[str, str], when: int | float) -> bool:
    """Write in a process of its own that is killed at its n-th step, or after some seconds; return whether it was.

    A step is whatever Python's audit hooks see of the disk: every open, link, rename, removal, `chmod`, listing.
    """
    child = os.fork()
    if child == 0:
        try:
            if isinstance(when, int):
                steps = iter(range(when))

                def die(event: str, _: tuple[object, ...]) -> None:
                    is_step = event.startswith(("os.", "open", "shutil.", "tempfile.", "ctypes.call"))
                    if is_step and event != "os.kill" and next(steps, None) is None:
                        os.kill(os.getpid(), signal.SIGKILL)

                sys.addaudithook(die)
            diagnostics = Diagnostics()
            with alone(out, diagnostics):
                apply(make_plan(output_of(files), out, diagnostics), diagnostics)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    if isinstance(when, float):
        time.sleep(when)
        os.kill(child, signal.SIGKILL)
    status = os.waitpid(child, 0)[1]
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def write_alone(out: Path, files: dict[str, str]) -> None:
    """Write as `generate` does."""
    diagnostics = Diagnostics()
    with alone(out, diagnostics):
        apply(make_plan(output_of(files), out, diagnostics), diagnostics)


def test_a_kill_at_every_step_leaves_the_old_tree_or_the_new_one(tmp_path: Path) -> None:
    old, new = expected(tmp_path / "old", OLD), expected(tmp_path / "new", NEW)
    home = tmp_path / "home"
    out = home / "out"
    write(out, OLD)
    (out / "python/mine").mkdir()
    (out / "python/mine/notes.txt").write_text("mine")
    mine = {"python/mine/notes.txt": b"mine"}
    seen: set[bool] = set()
    for step in range(1000):
        if not killed(out, NEW, step):
            break
        found = contents(out)
        assert found in (old | mine, new | mine), f"step {step}"
        seen.add(found == new | mine)
        write_alone(out, OLD)
        assert contents(out) == old | mine
        assert list(home.iterdir()) == [out]
    else:
        pytest.fail("it never came through")
    assert contents(out) == new | mine
    assert seen == {True, False}


def test_a_kill_at_every_step_of_the_first_run_leaves_nothing_or_everything(tmp_path: Path) -> None:
    new = expected(tmp_path / "new", NEW)
    for step in range(1000):
        out = tmp_path / str(step) / "home/out"
        was_killed = killed(out, NEW, step)
        assert not out.exists() or contents(out) == new
        write_alone(out, NEW)
        assert contents(out) == new
        assert list(out.parent.iterdir()) == [out]
        if not was_killed:
            return
    pytest.fail("it never came through")


def test_a_kill_at_100_random_moments_leaves_the_old_tree_or_the_new_one(tmp_path: Path) -> None:
    old, new = expected(tmp_path / "old", BIG_OLD), expected(tmp_path / "new", BIG_NEW)
    out = tmp_path / "home/out"
    write(out, BIG_OLD)
    began = time.perf_counter()
    killed(out, BIG_NEW, 10_000)
    usual = time.perf_counter() - began
    write_alone(out, BIG_OLD)
    chance = random.Random(7)
    seen = {"old": 0, "new": 0}
    for _ in range(100):
        killed(out, BIG_NEW, chance.uniform(0, 1.2 * usual))
        found = contents(out)
        assert found in (old, new)
        seen["new" if found == new else "old"] += 1
        write_alone(out, BIG_OLD)
        assert contents(out) == old
        assert list(out.parent.iterdir()) == [out]
    assert seen["old"], "no run was killed before it had written anything"


@pytest.fixture
def _file_by_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def unable(one: Path, _: Path) -> None:
        raise NoTwinError(errno.ENOTSUP, "Operation not supported", str(one))

    monkeypatch.setattr(writing, "exchange", unable)


@pytest.mark.usefixtures("_file_by_file")
def test_where_folders_cannot_change_places_the_next_run_takes_back_what_a_killed_one_began(tmp_path: Path) -> None:
    old, new = expected(tmp_path / "old", OLD), expected(tmp_path / "new", NEW)
    out = tmp_path / "home/out"
    write(out, OLD)
    for step in range(1000):
        if not killed(out, NEW, step):
            break
        diagnostics = Diagnostics()
        with alone(out, diagnostics):
            assert contents(out) in (old, new), f"step {step}"
        assert list(out.parent.iterdir()) == [out]
        write_alone(out, OLD)
        assert contents(out) == old
    else:
        pytest.fail("it never came through")
    assert contents(out) == new


@pytest.mark.parametrize(
    "line",
    [
        '{"undo": "remove", "path": "../precious", "mode": 0, "kept": ""}',
        '{"undo": "restore", "path": "python/a.md", "mode": 0, "kept": "../../precious"}',
        '{"undo": "remove", "path": "linked/precious", "mode": 0, "kept": ""}',
        '{"undo": "remove"}',
        "[]",
        "no JSON",
    ],
)
def test_a_planted_journal_reaches_nothing_outside(tmp_path: Path, line: str) -> None:
    out = tmp_path / "home/out"
    write(out, OLD)
    (tmp_path / "home/precious").write_text("precious")
    (out / "linked").symlink_to(tmp_path / "home", target_is_directory=True)
    (out / ".specloom-tmp-evil").mkdir()
    (out / ".specloom-tmp-evil/journal").write_text(line + "\n")
    diagnostics = Diagnostics()

    with pytest.raises(Stop):
        write_within(out, diagnostics)

    assert (tmp_path / "home/precious").read_text() == "precious"
    assert [finding.code.name for finding in diagnostics] == ["output-unwritable"]


def write_within(out: Path, diagnostics: Diagnostics) -> None:
    """Write what is there already."""
    with alone(out, diagnostics):
        apply(make_plan(output_of(OLD), out, diagnostics), diagnostics)


@pytest.fixture
def other_run(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of `tmp_path/out` until a line is written to it."""
    script = f"""
        from pathlib import Path
        from specloom.diagnostics import Diagnostics
        from specloom.output.lock import locked
        with locked(Path({str(tmp_path / "out")!r}), Diagnostics()):
            print("mine", flush=True)
            input()
    """
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    with subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(script)],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "mine\n"
        yield process
        process.kill()


def test_a_second_run_waits_for_the_first(tmp_path: Path, other_run: subprocess.Popen[str]) -> None:
    told: list[str] = []

    def waiting() -> None:
        told.append("waiting")
        assert other_run.stdin is not None
        other_run.stdin.write("\n")
        other_run.stdin.flush()

    with locked(tmp_path / "out", Diagnostics(), waiting=waiting) as is_alone:
        assert is_alone
    assert told == ["waiting"]


@pytest.mark.usefixtures("other_run")
def test_a_second_run_that_waits_in_vain_says_so(tmp_path: Path) -> None:
    diagnostics = Diagnostics()

    with pytest.raises(Stop), locked(tmp_path / "out", diagnostics, patience=0.1):
        pytest.fail("both are in")

    assert [finding.code.name for finding in diagnostics] == ["output-locked"]


def test_a_run_that_was_killed_leaves_no_lock(tmp_path: Path, other_run: subprocess.Popen[str]) -> None:
    other_run.kill()
    other_run.wait()

    with locked(tmp_path / "out", Diagnostics(), patience=0) as is_alone:
        assert is_alone


def test_two_commands_at_once_both_end_well(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text(
        "openapi: 3.1.0\ninfo: {title: Shop, version: '1'}\nservers: [{url: 'https://shop.example'}]\nsecurity: []\n"
        "paths: {/pets: {get: {operationId: listPets, responses: {'204': {description: none}}}}}\n"
    )
    command = [sys.executable, "-m", "specloom", "generate", "api.yaml", "--out", "out", "--target", "python"]
    runs = [subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) for _ in range(2)]

    assert [(run.communicate()[1] and run.returncode) for run in runs] == [0, 0]
    check = [*command[:3], "check", *command[4:]]
    assert subprocess.run(check, cwd=tmp_path, check=False, capture_output=True).returncode == 0
    assert sorted(path.name for path in tmp_path.iterdir()) == ["api.yaml", "out"]
