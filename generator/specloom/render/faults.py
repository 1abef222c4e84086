"""What goes wrong with a template of the user's own: the exception in, the line of that template out."""

from __future__ import annotations

from collections.abc import Mapping
from types import TracebackType

import jinja2

from specloom.render.overrides import Override

__all__ = ["TemplateFault", "fault_of"]


class TemplateFault(Exception):  # noqa: N818 - a fault of a template, reported as a finding
    """An override cannot be compiled, or fails when it is rendered."""

    def __init__(self, override: Override, line: int, problem: str) -> None:
        super().__init__(f"{override.label}:{line}: {problem}")
        self.override = override
        self.line = line
        self.problem = problem


def fault_of(error: Exception, overrides: Mapping[str, Override]) -> TemplateFault | None:
    """Return the fault of the override that an exception came through last; None where it came through none.

    Of templates that include each other without end, the first one.
    """
    if isinstance(error, jinja2.TemplateSyntaxError):
        override = overrides.get(error.name or "")
        return TemplateFault(override, error.lineno, _said(error)) if override else None
    by_path = {str(each.path): each for each in overrides.values()}
    found: TemplateFault | None = None
    trace: TracebackType | None = error.__traceback__
    while trace is not None:
        override = by_path.get(trace.tb_frame.f_code.co_filename)
        if override is not None and not (found and isinstance(error, RecursionError)):
            found = TemplateFault(override, trace.tb_lineno, _said(error))
        trace = trace.tb_next
    return found


def _said(error: Exception) -> str:
    """Return what an exception says, in one line."""
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template {error.name!r}"
    if isinstance(error, RecursionError):
        return "templates include each other without end"
    text = " ".join(str(error.message if isinstance(error, jinja2.TemplateSyntaxError) else error).split())
    return text or type(error).__name__
