"""A last look at what is about to be written: every Python file parses, every JSON file loads."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.output.merge import fault_of
from specloom.output.plan import Action, Plan

__all__ = ["broken_files"]


def broken_files(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the path, as the user would write it, and the fault of each new text that is no file of its kind."""
    for folder in plan.folders:
        for change in folder.changes:
            if change.action not in {Action.CREATE, Action.UPDATE} or change.after is None or change.conflict:
                continue
            problem = fault_of(change.path, change.after)
            if problem:
                yield f"{folder.label}/{change.path}", problem
