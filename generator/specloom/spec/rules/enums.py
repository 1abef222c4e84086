"""The values of an `enum` are there once (JSON Schema 2020-12 Validation §6.1.2)."""

from __future__ import annotations

from specloom.diagnostics import Diagnostics, codes
from specloom.diagnostics.pointer import tokens_of
from specloom.source import Node
from specloom.source.values import is_array
from specloom.spec.words import repeated, subject_of

__all__ = ["check_enum"]


def check_enum(schema: Node, diagnostics: Diagnostics) -> None:
    """Report a value that an `enum` lists twice."""
    enum = schema.get("enum")
    if enum is not None and is_array(enum.value) and (twice := repeated(enum.value)) is not None:
        subject = subject_of(tuple(tokens_of(enum.location.pointer)))
        problem = f"lists {twice} twice"
        diagnostics.report(codes.FIELD_VALUE, enum.location, where="`enum`", problem=problem, subject=subject)
