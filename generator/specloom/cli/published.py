"""The ledgers of published names on the disk: what `generate` writes beside the config, and `check` compares."""

from __future__ import annotations

import difflib
import os
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from specloom import trace
from specloom.config import Job
from specloom.diagnostics import Diagnostics, Location, Stop, codes
from specloom.output import Drift, DriftKind
from specloom.published import NameBook
from specloom.published.file import names_text

__all__ = ["Ledgered", "ledger_drifts", "ledgers_of", "write_ledgers"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledgered:
    """A ledger, as it is and as it should be."""

    path: Path
    before: bytes | None
    """None where there is none yet."""
    after: bytes

    @property
    def is_new(self) -> bool:
        """Whether it has to be written. Line ends of a checkout are no difference."""
        return self.before is None or self.before.replace(b"\r\n", b"\n") != self.after


def ledgers_of(job: Job, book: NameBook) -> Iterator[Ledgered]:
    """Yield the ledger of a job after its build, where one is kept; a partial run says nothing about it."""
    ledger = job.source.ledger
    if ledger is not None and book.is_kept and not book.is_partial:
        before = trace.read_bytes(ledger.path) if trace.kind_of(ledger.path) else None
        yield Ledgered(path=ledger.path, before=before, after=names_text(book.published()).encode())


def ledger_drifts(ledgers: Iterable[Ledgered]) -> Iterator[Drift]:
    """Yield the ledgers that `generate` would write."""
    for each in ledgers:
        if each.is_new:
            path = each.path.as_posix()
            old, new = ((text or b"").decode(errors="backslashreplace") for text in (each.before, each.after))
            diff = difflib.unified_diff(
                old.splitlines(keepends=True),
                new.splitlines(keepends=True),
                "/dev/null" if each.before is None else f"a/{path}",
                f"b/{path}",
            )
            kind = DriftKind.MISSING if each.before is None else DriftKind.CHANGED
            yield Drift(path=path, kind=kind, diff="".join(diff))


def write_ledgers(ledgers: Iterable[Ledgered], diagnostics: Diagnostics) -> None:
    """Write each ledger that changed, as a whole or not at all; raise `Stop` where that cannot be done."""
    for each in ledgers:
        if each.is_new:
            try:
                _replace(each.path, each.after)
            except OSError as error:
                path = each.path.as_posix()
                reason = error.strerror or str(error)
                diagnostics.report(codes.OUTPUT_UNWRITABLE, Location(path), path=path, reason=reason)
                raise Stop from error


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=".", delete=False) as file:
        try:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(file.name)
            raise
