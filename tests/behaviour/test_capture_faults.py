"""`specloom capture` through a proxy that breaks things, and killed: nothing is lost, nothing is left, all is told."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from behaviour.test_capture import CAPTURED
from faults.project import Project
from faults.proxy import Fault, Proxy, proxy
from faults.things import KEY, Things, serve


@pytest.fixture
def things() -> Iterator[Things]:
    """The server."""
    with serve() as running:
        yield running


def _first(method: str, fault: Fault, times: int = 1) -> Callable[[int, str], Fault]:
    """Return what breaks the first requests of a method."""
    left = [times]

    def decide(_: int, line: str) -> Fault:
        if line.startswith(method) and left[0]:
            left[0] -= 1
            return fault
        return Fault.NONE

    return decide


_PASSING = (Fault.BUSY, Fault.UNAVAILABLE, Fault.LOST, Fault.RESET, Fault.HALF, Fault.SILENT, Fault.SLOW)


@pytest.mark.parametrize(
    ("method", "fault"),
    [
        *(("POST", fault) for fault in _PASSING),
        ("DELETE", Fault.RESET),
        ("GET", Fault.HALF),
        *(
            pytest.param(method, fault, marks=pytest.mark.nightly)
            for method in ("GET", "PUT", "DELETE")
            for fault in _PASSING
        ),
    ],
)
def test_what_passes_costs_nothing(things: Things, tmp_path: Path, method: str, fault: Fault) -> None:
    """One fault of each kind at each kind of request: all is captured all the same, and nothing is there twice."""
    with proxy(things.url, _first(method, fault)) as between:
        project = Project(folder=tmp_path, server=between.url)
        ran = project.capture("--json")

    assert 0 == ran.code, ran.err
    assert {} == things.things
    assert set(project.files) == CAPTURED
    assert [] == project.journals


@pytest.mark.parametrize("fault", [Fault.BUSY, Fault.BROKEN, Fault.HALF, Fault.SILENT])
def test_what_does_not_pass_is_told(things: Things, tmp_path: Path, fault: Fault) -> None:
    """The requests for one thing always break: that step fails, and what was made is taken away."""
    with proxy(things.url, _reads_of_one(fault)) as between:
        project = Project(folder=tmp_path, server=between.url)
        ran = project.capture("--json")

    assert 7 == ran.code, ran.err
    assert "failed" == ran.outcomes["get"]
    assert "skipped" == ran.outcomes["replace"]
    assert {} == things.things
    assert {"listThings-200.json", "createThing-201.json", "deleteThing-204.json"} == set(project.files)
    assert "Traceback" not in ran.err


def _reads_of_one(fault: Fault) -> Callable[[int, str], Fault]:
    return lambda _, line: fault if line.startswith("GET /things/") else Fault.NONE


def test_a_server_that_is_gone_is_told_with_what_it_has(things: Things, tmp_path: Path) -> None:
    """From the third request on nobody is there: what was made is named, and taken away when the server is back."""
    is_gone = [True]
    with proxy(things.url, lambda number, _: Fault.LOST if is_gone[0] and number > 2 else Fault.NONE) as between:
        project = Project(folder=tmp_path, server=between.url)
        ran = project.capture("--json")
        assert 7 == ran.code
        assert ["other", "create"] == [left["step"] for left in ran.report["left"]]
        assert 2 == len(things.things)
        is_gone[0] = False
        cleaned = project.capture("--cleanup")

    assert 0 == cleaned.code, cleaned.err
    assert {} == things.things


@pytest.mark.parametrize("fault", [Fault.KILLED_BEFORE, Fault.KILLED_AFTER])
@pytest.mark.parametrize(
    "at", [pytest.param(at, marks=() if at in (1, 4, 6) else pytest.mark.nightly) for at in range(8)]
)
def test_a_killed_run_is_gone_on_with(things: Things, tmp_path: Path, at: int, fault: Fault) -> None:
    """SIGKILL at each request of the scenario, before or after the server has done it."""
    with proxy(things.url, lambda number, _: fault if number == at else Fault.NONE) as between:
        project = _killed(between, tmp_path)
        before = len(things.requests)
        ran = project.capture("--resume", "--json")

    assert 0 == ran.code, ran.err
    assert {} == things.things
    assert [] == project.journals
    assert set(project.files) == CAPTURED
    if at in (3, 4):
        assert ["POST /things"] == [line for line in things.requests[before:] if line.startswith("POST")], (
            "the refused one"
        )


@pytest.mark.parametrize("fault", [Fault.KILLED_BEFORE, Fault.KILLED_AFTER])
@pytest.mark.parametrize("at", [1, 3, 6])
def test_a_killed_run_is_cleaned_up(things: Things, tmp_path: Path, at: int, fault: Fault) -> None:
    """What is of somebody else stays, whatever it is called."""
    things.things["other"] = {"id": "other", "name": "specloom-chair"}
    with proxy(things.url, lambda number, _: fault if number == at else Fault.NONE) as between:
        project = _killed(between, tmp_path)
        ran = project.capture("--cleanup", "--json")

    assert 0 == ran.code, ran.err
    assert ["other"] == list(things.things)
    assert [] == project.journals


def test_a_resumed_capture_is_the_same_as_one_in_one_go(things: Things, tmp_path: Path) -> None:
    with proxy(things.url, lambda number, _: Fault.KILLED_AFTER if number == 4 else Fault.NONE) as between:
        project = _killed(between, tmp_path)
        project.capture("--resume")
        resumed = project.files
        project.capture()

    assert resumed == project.files
    assert set(resumed) == CAPTURED


def test_ctrl_c_takes_away_what_was_made(things: Things, tmp_path: Path) -> None:
    with proxy(things.url, _reads_of_one(Fault.SILENT)) as between:
        project = Project(folder=tmp_path, server=between.url)
        with project.start("--json") as child:
            _until(lambda: any(line.startswith("GET /things/") for line, _ in list(between.seen)))
            child.send_signal(signal.SIGINT)
            out, err = child.communicate(timeout=60)

    assert 130 == child.returncode, err
    assert {} == things.things
    assert json.loads(out)["capture"][0]["interrupted"]


def test_a_second_ctrl_c_ends_at_once_and_says_what_is_left(things: Things, tmp_path: Path) -> None:
    def decide(_: int, line: str) -> Fault:
        return Fault.SILENT if line.startswith(("GET /things/", "DELETE")) else Fault.NONE

    with proxy(things.url, decide) as between:
        project = Project(folder=tmp_path, server=between.url)
        with project.start("--json") as child:
            for method in ("GET /things/", "DELETE"):
                _until(lambda method=method: any(line.startswith(method) for line, _ in list(between.seen)))
                child.send_signal(signal.SIGINT)
            out, err = child.communicate(timeout=60)

    assert 7 == child.returncode, err
    assert ["other", "create"] == [left["step"] for left in json.loads(out)["capture"][0]["left"]]
    assert 1 == len(project.journals)


def _killed(between: Proxy, folder: Path) -> Project:
    """Return a project whose run was killed by the proxy; none of its files is torn."""
    project = Project(folder=folder, server=between.url)
    with project.start() as child:

        def kill() -> None:
            child.kill()
            child.wait()

        between.kill = kill
        _, err = child.communicate(timeout=60)
    assert child.returncode == -signal.SIGKILL, err
    assert KEY not in "".join(path.read_text(encoding="utf-8") for path in project.journals)
    for name, text in project.files.items():
        assert name.endswith(".json"), name
        assert json.loads(text)["capture_version"] == 1
    return project


def _until(is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)
