"""Helpers: a description and overlays from a few lines of YAML."""

from __future__ import annotations

import textwrap
from pathlib import Path
from typing import Any

from specloom.diagnostics import Diagnostics, Location
from specloom.overlay import apply_overlay
from specloom.source import Document, load

__all__ = ["applied", "head", "said", "written"]

SPEC = """\
    openapi: 3.1.0
    info: {title: Pets, version: "1"}
    tags:
      - name: pets
      - name: shops
    paths:
      /pets:
        get:
          operationId: listPets
          tags: [pets]
          parameters:
            - {name: page, in: query}
            - {name: size, in: query}
            - {name: sort, in: query}
      /shops:
        get: {operationId: listShops, tags: [shops], deprecated: true}
    """


def head(actions: str, version: str = "1.0.0", more: str = "") -> str:
    """Return the text of an overlay; its actions begin in line 4."""
    return f"overlay: {version}\ninfo: {{title: Mend, version: '1'}}{more}\nactions:\n{textwrap.dedent(actions)}"


def applied(folder: Path, *overlays: str, spec: str = SPEC) -> tuple[Document, Diagnostics]:
    """Return a document to which overlays, given as text, were applied, and what was said."""
    diagnostics = Diagnostics()
    path = folder / "spec.yaml"
    path.write_text(textwrap.dedent(spec), encoding="utf-8")
    document = load(path, diagnostics)
    for number, text in enumerate(overlays, 1):
        name = f"overlay{number}.yaml"
        (folder / name).write_text(text, encoding="utf-8")
        apply_overlay(document, folder / name, name, diagnostics)
    return document, diagnostics


def written(document: Document, pointer: str) -> str:
    """Return where a node of the description is written: file, line and column."""
    place = document.written_at(Location(document.root_label, pointer))
    position = document.position(place)
    assert position is not None
    return f"{place.file}:{position.line}:{position.column}"


def said(folder: Path, overlay: str) -> list[tuple[str, str, str]]:
    """Return code, `line:column` and message of what is said about an overlay."""
    document, diagnostics = applied(folder, overlay)
    found: list[tuple[str, str, str]] = []
    for finding in diagnostics:
        assert finding.location is not None
        position: Any = finding.position or document.position(finding.location)
        assert finding.location.file == "overlay1.yaml"
        found.append((finding.code.name, f"{position.line}:{position.column}", finding.message))
    return found
