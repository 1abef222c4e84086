"""Helpers: a document of a few files, and what references in it lead to."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from specloom.diagnostics import Diagnostics
from specloom.source import Document, Node, load
from specloom.source.access import Access
from specloom.source.refs import References

__all__ = ["followed", "use_of", "written"]


def written(folder: Path, files: Mapping[str, str]) -> Path:
    """Write files and return the path of the first."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text), encoding="utf-8")
    return folder / next(iter(files))


def use_of(document: Document, pointer: str = "/use") -> Node:
    """Return the node of the root file that holds a reference."""
    node = document.root.at(pointer)
    assert node is not None
    return node


def followed(
    root: Path,
    diagnostics: Diagnostics,
    pointer: str = "/use",
    *,
    folder: Path | None = None,
    access: Access | None = None,
) -> Any:
    """Return the value that the reference at a pointer leads to, or the names of the codes that say why not."""
    document = load(root, diagnostics, root=folder, access=access)
    found = References(document, diagnostics).follow(use_of(document, pointer))
    return found.value if found is not None else [finding.code.name for finding in diagnostics]
