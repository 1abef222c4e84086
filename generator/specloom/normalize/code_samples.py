"""Samples of code that the document's author wrote: `x-codeSamples`, an extension that Redocly began."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.ir.operation import CodeSample
from specloom.source import Node

__all__ = ["code_samples"]

_KEYS = ("x-codeSamples", "x-code-samples")


def code_samples(operation: Node) -> Iterator[CodeSample]:
    """Yield the samples of an operation; what is no sample (an extension may hold anything) is passed over."""
    listed = next((found for key in _KEYS if (found := operation.get(key)) is not None), None)
    if listed is None or not isinstance(listed.value, list):
        return
    for each in listed.elements():
        if isinstance(each.value, dict) and each.text("source").strip():
            yield CodeSample(language=each.text("lang"), label=each.text("label"), source=each.text("source"))
