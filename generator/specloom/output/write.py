"""Carrying out a plan: everything or nothing.

All new bytes are first written into a staging folder beside the target folders, on the same file system. Only when
that has succeeded are they moved into place, each by one atomic rename; what they replace is kept until the end, and
put back if anything fails. Files that do not change are not touched. The manifest comes last.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from specloom.diagnostics import Diagnostics, Location, Stop, codes
from specloom.output.plan import Action, Change, Plan
from specloom.output.report import Report, report_of
from specloom.output.swap import RollbackError, swapping

__all__ = ["apply"]

_THREADS = 8
"""Staging mostly waits for the disk, and a file system commits the syncs of several threads at once."""


def apply(plan: Plan, diagnostics: Diagnostics, *, force: bool = False) -> Report:
    """Make the disk agree with the plan and return what was done; raise `Stop`, with nothing changed, where it fails.

    Edited and foreign files stop it, unless `force` is set.
    """
    if not force:
        for folder, change in plan.conflicts():
            path = f"{folder.label}/{change.path}"
            diagnostics.report(change.conflict or codes.OUTPUT_FOREIGN, Location(path), path=path)
        if any(plan.conflicts()):
            raise Stop
    steps = [
        (folder.root, change)
        for folder in plan.folders
        for change in folder.changes
        if change.action is not Action.NOTHING
    ]
    if steps:
        _carry_out(plan.out, steps, diagnostics)
    return report_of(plan)


def _carry_out(out: Path, steps: Sequence[tuple[Path, Change]], diagnostics: Diagnostics) -> None:
    here = out
    try:
        with swapping(out) as (swap, staging):
            staged = _stage(staging, [change.after for _, change in steps if change.after is not None])
            for root, change in steps:
                here = root / change.path
                if change.after is None:
                    swap.remove(here, root)
                else:
                    swap.put(staged.pop(0), here)
    except RollbackError as error:
        reason = f"{error.strerror}; the files that were replaced are kept in {error.filename}"
        _report_unwritable(diagnostics, here, reason)
    except OSError as error:
        _report_unwritable(diagnostics, here, error.strerror or str(error))


def _stage(staging: Path, contents: Sequence[bytes]) -> list[Path]:
    """Write the new bytes, safely on the disk, and return their paths in the same order."""
    paths = [staging / f"new-{number}" for number in range(len(contents))]
    with ThreadPoolExecutor(_THREADS) as pool:
        list(pool.map(_write_durably, paths, contents))
    return paths


def _write_durably(path: Path, content: bytes) -> None:
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _report_unwritable(diagnostics: Diagnostics, path: Path, reason: str) -> None:
    diagnostics.report(codes.OUTPUT_UNWRITABLE, Location(path.as_posix()), path=path.as_posix(), reason=reason)
    raise Stop
