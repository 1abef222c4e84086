"""After a run: the texts of folders whose edits are to be merged are remembered, since an edit destroys the one it changes."""

from __future__ import annotations

from pathlib import Path

from specloom.output.files import MANIFEST, Edits
from specloom.output.manifest import parse_manifest
from specloom.output.plan import Plan
from specloom.output.pristine import remember

__all__ = ["remember_texts"]


def remember_texts(plan: Plan, cache: Path | None) -> None:
    """Keep what was generated into each of those folders."""
    for folder in plan.folders:
        if cache is not None and folder.folder.edits is Edits.MERGE:
            own = next(change.after for change in folder.changes if change.path == MANIFEST)
            assert own is not None, "every folder has a manifest"
            remember(parse_manifest(own), folder.folder.files, cache)
