"""References in parts that no operation uses (those in used parts are followed, and reported, when they are read)."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.diagnostics import Diagnostics, Location, codes
from specloom.source import Document, Node
from specloom.source.refs import References

__all__ = ["DanglingRule"]


class DanglingRule:
    """Checks that references inside their own file lead somewhere."""

    def __init__(self, document: Document, references: References, diagnostics: Diagnostics) -> None:
        self._references = references
        self._diagnostics = diagnostics
        self._told = set(_references_told(document, diagnostics))

    def check(self, node: Node) -> None:
        """Report the reference of an object if it leads nowhere and nobody said so yet."""
        ref = node.value.get("$ref")
        if not isinstance(ref, str) or not ref.startswith("#/") or (node.location.file, ref) in self._told:
            return
        if self._references.resolve(node) is None:
            self._diagnostics.report(codes.REF_DANGLING, node.location.child("$ref"), ref=ref)


def _references_told(document: Document, diagnostics: Diagnostics) -> Iterator[tuple[str, str]]:
    """Yield file and text of the references that a finding is about; a fault is told at the first of equal ones."""
    for finding in diagnostics:
        place = finding.location
        if place is not None and place.pointer.endswith("/$ref") and place.file in document.files:
            node = Node(document.files[place.file].data, Location(place.file)).at(place.pointer)
            if node is not None and isinstance(node.value, str):
                yield place.file, node.value
