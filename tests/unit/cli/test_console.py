"""What is printed where, and how much of it, by who is watching."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from specloom.cli.console import Console
from specloom.diagnostics import Diagnostics, Location, codes
from specloom.source import Document


class Stream(io.StringIO):
    """A stream that may be a terminal."""

    encoding = "utf-8"  # type: ignore[assignment]

    def __init__(self, *, terminal: bool) -> None:
        super().__init__()
        self._terminal = terminal

    def isatty(self) -> bool:
        return self._terminal


@pytest.fixture(autouse=True)
def plain_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """An ordinary terminal outside of CI."""
    for name in ("CI", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")


def printed(*, terminal: bool, more: str = "specloom lint --all") -> str:
    """Return 15 warnings as they are printed."""
    diagnostics = Diagnostics()
    for number in range(15):
        diagnostics.report(codes.SERVER_LOCAL, Location("a.yaml", f"/servers/{number}"), url="http://localhost")
    stream = Stream(terminal=terminal)
    Console().findings(list(diagnostics), Document(root_label="", folder=Path()), stream, more=more)
    return stream.getvalue()


def test_a_terminal_gets_colour_and_ten_of_a_kind() -> None:
    text = printed(terminal=True)

    assert "\x1b[1;33mwarning[server-local]\x1b[0m: … and 5 more like this: specloom lint --all" in text
    assert text.count("is on this machine") == 10


def test_a_file_gets_everything_without_colour() -> None:
    text = printed(terminal=False)

    assert "\x1b" not in text
    assert text.count("is on this machine") == 15


def test_a_terminal_gets_everything_when_all_is_asked_for() -> None:
    assert printed(terminal=True, more="").count("is on this machine") == 15


def test_no_color_is_respected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")

    assert "\x1b" not in printed(terminal=True)


@pytest.mark.parametrize(("name", "value"), [("CI", "true"), ("TERM", "dumb")])
def test_a_terminal_that_nobody_watches_counts_as_a_file(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)

    assert "\x1b" not in printed(terminal=True)


def test_a_quiet_console_keeps_messages_back(capsys: pytest.CaptureFixture[str]) -> None:
    Console(quiet=True).message("done")
    Console().message("written")

    assert capsys.readouterr().err == "written\n"
