"""What captures say of the description: told after a run, and made into an overlay."""

from __future__ import annotations

import errno
import sys
from pathlib import Path

from specloom.calls.schema_check import SchemaChecker
from specloom.captures.model import Captures
from specloom.captures.propose import HEAD, propose
from specloom.captures.store import read_captures
from specloom.cli.console import Console
from specloom.diagnostics import Diagnostics, Severity
from specloom.diagnostics.frame import harmless
from specloom.pipeline import Loaded

__all__ = ["judge", "propose_into"]


def judge(folder: Path, loaded: Loaded, diagnostics: Diagnostics, console: Console) -> None:
    """Print what captures differ in from the description: it stops nothing, and is news."""
    diagnostics.texts = loaded.document
    _read(folder, loaded, diagnostics)
    told = [each for each in diagnostics if each.severity >= Severity.WARNING]
    console.findings(told, loaded.document, sys.stderr)


def propose_into(file: Path, folder: Path, loaded: Loaded, diagnostics: Diagnostics, console: Console) -> None:
    """Write an overlay that would make the description say what the captures show; raises `OSError`."""
    if file.exists() and not file.read_text(encoding="utf-8", errors="replace").startswith(HEAD):
        raise FileExistsError(errno.EEXIST, "is there already, and is no overlay that was proposed", file.as_posix())
    captures = _read(folder, loaded, diagnostics)
    if not captures.recorded:
        console.message(f"nothing to write into {file.as_posix()}: {folder.as_posix()} holds no captures yet")
        return
    proposal = propose(captures, loaded.api, loaded.document)
    for line in proposal.left:
        console.message(harmless(f"  not proposed: {line}"))
    if not proposal.count:
        rest = "no other change" if proposal.left else "all is as described"
        console.message(f"nothing to write into {file.as_posix()}: {rest}")
        return
    file.write_text(proposal.text, encoding="utf-8", newline="")
    changes = "1 change" if proposal.count == 1 else f"{proposal.count} changes"
    console.message(f"{file.as_posix()}: {changes}; look them over, then add it to `overlays` in the config")


def _read(folder: Path, loaded: Loaded, diagnostics: Diagnostics) -> Captures:
    return read_captures(folder, loaded.api, SchemaChecker(loaded.api.schemas), diagnostics)
