"""A target of another package at work: what goes wrong in its code is a finding that names it, and never a bug of ours."""

from __future__ import annotations

import os
import traceback
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from pathlib import PurePath

from specloom.diagnostics import Diagnostics, Stop, codes
from specloom.output.paths import check_path, check_together
from specloom.render import Renderer
from specloom.render.faults import TemplateFault
from specloom.targets.base import View
from specloom.targets.registry import Package, package_of

__all__ = ["answered_for", "check_templates", "check_views"]


@contextmanager
def answered_for(name: str, diagnostics: Diagnostics) -> Generator[None]:
    """Turn what the code of another package raises into a finding and `Stop`; leave our own targets alone."""
    package = package_of(name)
    try:
        yield
    except (Stop, TemplateFault):
        raise
    except Exception as error:
        if package is None:
            raise
        if os.environ.get("SPECLOOM_DEBUG") == "1":
            traceback.print_exception(error)
        problem = _said(error, package)
        diagnostics.report(codes.TARGET_FAILED, None, name=name, package=str(package), problem=problem)
        raise Stop from error


def check_templates(name: str, renderer: Renderer, diagnostics: Diagnostics) -> None:
    """Report a template of a target of another package that cannot be compiled, and raise `Stop`."""
    with answered_for(name, diagnostics):
        renderer.templates_of(name)


def check_views(name: str, views: Iterable[View]) -> None:
    """Raise `ValueError` where the views of a target of another package do not name files that it may write."""
    if package_of(name) is None:
        return
    paths: list[str] = []
    for view in views:
        check_path(view.path)
        if not view.template.startswith(f"{name}/"):
            raise ValueError(f"the template {view.template!r} of a view is not one of {name}/")
        if view.path in paths:
            raise ValueError(f"two views have the path {view.path!r}")
        paths.append(view.path)
    check_together(paths)


def _said(error: Exception, package: Package) -> str:
    """Return what an exception says, and the line of the package that it came through last."""
    said = " ".join(f"{type(error).__name__}: {error}".split()).rstrip(": ")
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        parts = PurePath(frame.filename).parts
        if package.module in parts:
            start = len(parts) - 1 - parts[::-1].index(package.module)
            return f"{said} ({'/'.join(parts[start:])}:{frame.lineno})"
    return said
