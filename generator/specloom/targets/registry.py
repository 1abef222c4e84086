"""The targets by name, each imported when it is first asked for."""

from __future__ import annotations

import importlib
from functools import cache

from specloom.targets.base import Target

__all__ = ["SNIPPETS", "TARGETS", "load_target"]

SNIPPETS = "snippets"
TARGETS = {
    "docs": "specloom.targets.docs.target:DocsTarget",
    "python": "specloom.targets.python.target:PythonTarget",
    SNIPPETS: "specloom.targets.snippets.target:SnippetsTarget",
}
"""Name -> where its class stands."""


@cache
def load_target(name: str) -> Target:
    """Return the target of this name; raises `KeyError` where there is none."""
    module, _, attribute = TARGETS[name].partition(":")
    target: Target = getattr(importlib.import_module(module), attribute)()
    return target
