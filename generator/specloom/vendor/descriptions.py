"""The description that a source was made from, out of its repository: what a comparison by meaning (`specloom diff`) needs.

A vendored folder records the path and the hash of its description, and the commit: so the old and the new one can always
be read again, and need not be copied.
"""

from __future__ import annotations

from pathlib import Path

from specloom.output.paths import UnsafePathError, check_path
from specloom.vendor.snapshot import Snapshot
from specloom.vendor.tree import TreeError

__all__ = ["write_description"]


def write_description(snapshot: Snapshot, folder: Path) -> Path | None:
    """Write every file of the description into a folder and return the root one; None where the source has it not.

    The files are those that the manifest lists as inputs, as they lie beside the root one.
    """
    if not snapshot.description.is_there:
        return None
    root = snapshot.description.path
    beside = root.rpartition("/")[0]
    for label in snapshot.inputs.files:
        try:
            check_path(label)
            place = f"{beside}/{label}".lstrip("/")
            content = snapshot.tree.read([place])[place]
        except (UnsafePathError, TreeError):
            continue  # outside of the folder of the root one, or not in the repository
        path = folder / label
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder / root.rpartition("/")[2]
