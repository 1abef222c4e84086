"""Where text goes, and how: results to stdout, messages to stderr, colour and progress only where somebody watches."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from itertools import count
from typing import TextIO

from specloom.diagnostics import Finding, SourceTexts
from specloom.diagnostics.frame import Marks, harmless
from specloom.diagnostics.render import TextPrinter

__all__ = ["Console", "is_watched"]

_MOST_ON_A_TERMINAL = 10


def is_watched(stream: TextIO) -> bool:
    """Return whether a person sees what the stream shows as it appears."""
    return stream.isatty() and os.environ.get("TERM") != "dumb" and not os.environ.get("CI")


@dataclass(frozen=True, slots=True, kw_only=True)
class Console:
    """The two streams. `quiet` leaves only what a script asked for, and what went wrong."""

    quiet: bool = False

    def result(self, text: str) -> None:
        """Print what the command was asked for."""
        sys.stdout.write(text)

    def excerpt(self, text: str) -> None:
        """Print text out of files as a result: as it is into a pipe, without anything that acts on it on a terminal."""
        if sys.stdout.isatty():
            text = "".join(f"{harmless(line)}\n" for line in text.splitlines())
        sys.stdout.write(text)

    def message(self, text: str = "") -> None:
        """Print a line about what happened, unless quiet."""
        if not self.quiet:
            print(text, file=sys.stderr)

    def findings(self, findings: list[Finding], texts: SourceTexts, stream: TextIO, *, more: str = "") -> None:
        """Print findings with the lines they point at; on a terminal notes and warnings of one kind only ten times."""
        watched = is_watched(stream)
        printer = TextPrinter(
            texts=texts,
            marks=Marks.of(getattr(stream, "encoding", None)),
            colour=watched and not os.environ.get("NO_COLOR"),
            most=_MOST_ON_A_TERMINAL if watched and more else None,
            more=more,
        )
        stream.write(printer.print(findings))

    @contextmanager
    def progress(self, what: str) -> Generator[None]:
        """Show what is going on while the body runs, on a terminal."""
        if self.quiet or not is_watched(sys.stderr):
            with nullcontext():
                yield
            return
        from rich.console import Console as RichConsole  # 60 ms: only where somebody watches
        from rich.text import Text

        with RichConsole(stderr=True).status(Text(harmless(what))):
            yield

    @contextmanager
    def counting(self, what: str, total: int) -> Generator[Callable[[], None]]:
        """Show how much is done while the body runs, on a terminal; it calls what it is given once for each part."""
        if self.quiet or not is_watched(sys.stderr):
            yield lambda: None
            return
        from rich.console import Console as RichConsole
        from rich.text import Text

        done = count(1)
        with RichConsole(stderr=True).status(Text(harmless(what))) as status:
            yield lambda: status.update(Text(harmless(f"{what}: {next(done)} of {total}")))
