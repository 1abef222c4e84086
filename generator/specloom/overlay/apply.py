"""An overlay applied to the root file of a document (Overlay Specification, Action Object)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NoReturn, assert_never

from specloom.diagnostics import Diagnostics, Location, codes
from specloom.diagnostics.pointer import escape_token
from specloom.overlay.model import Action, Copy, Overlay, Remove, Update
from specloom.overlay.patch import MismatchError, Patch
from specloom.overlay.query import Query, QueryError, Steps
from specloom.overlay.read import read_overlay
from specloom.source import Document, Limits
from specloom.source.origins import Origin
from specloom.source.values import is_array, is_object

__all__ = ["apply_overlay"]


class _RefusedError(Exception):
    """An action that cannot be carried out, which is reported already."""


def apply_overlay(
    document: Document, path: Path, label: str, diagnostics: Diagnostics, *, limits: Limits | None = None
) -> None:
    """Change the root file's data as the overlay at `path` says, action by action; report what does not fit."""
    overlay = read_overlay(document, path, label, diagnostics, limits or Limits())
    if overlay is None:
        return
    patch = Patch(document)
    for action in overlay.actions:
        try:
            _carry_out(action, overlay, patch, diagnostics)
        except _RefusedError:
            continue


def _carry_out(action: Action, overlay: Overlay, patch: Patch, diagnostics: Diagnostics) -> None:
    selected = _select(action.target, action.text, action.origin, patch, diagnostics)
    match action.change:
        case Remove():
            _remove(selected, action, patch, diagnostics)
        case Update(value=value, origin=place):
            _check_alike(selected, action, overlay, diagnostics)
            _update(selected, value, Origin(place), patch, diagnostics)
        case Copy():
            _check_alike(selected, action, overlay, diagnostics)
            change = action.change
            sources = _select(change.source, change.text, change.origin, patch, diagnostics)
            if len(sources) > 1:
                _refuse(diagnostics, change.origin, "`copy` must select one node", f"it selects {len(sources)}")
            ((steps, value),) = sources
            _update(selected, value, patch.origins.at(steps).copy(), patch, diagnostics)
        case _:
            assert_never(action.change)


def _select(
    query: Query, text: str, place: Location, patch: Patch, diagnostics: Diagnostics
) -> list[tuple[Steps, Any]]:
    """Return what a query selects now; refuse where that is nothing."""
    try:
        selected = query.select(patch.data)
    except QueryError as error:
        _refuse(diagnostics, place, f"the query cannot be answered: {error.problem}")
    if not selected:
        diagnostics.report(codes.OVERLAY_UNUSED, place, query=text, hint=query.nearest(patch.data))
        raise _RefusedError
    return selected


def _remove(selected: list[tuple[Steps, Any]], action: Action, patch: Patch, diagnostics: Diagnostics) -> None:
    """Remove nodes from the inside out, and the elements of an array from its end, so that no place moves before."""
    if any(not steps for steps, _ in selected):
        _refuse(diagnostics, action.origin, "the whole description cannot be removed")
    ordered = sorted((steps for steps, _ in selected), key=lambda steps: (len(steps), [*map(_sortable, steps)]))
    for steps in reversed(ordered):
        patch.remove(steps)


def _sortable(step: str | int) -> tuple[int, str]:
    return (step, "") if isinstance(step, int) else (-1, step)


def _check_alike(selected: list[tuple[Steps, Any]], action: Action, overlay: Overlay, diagnostics: Diagnostics) -> None:
    """Refuse a target that selects nodes of several kinds, and in 1.0 one that selects scalars."""
    kinds = {_kind(value) for _, value in selected}
    if len(kinds) > 1:
        *others, last = sorted(kinds)
        _refuse(diagnostics, action.origin, f"the target selects {', '.join(others)} and {last} at once")
    if "single values" in kinds and not overlay.replaces_values:
        fix = "select the object around it and update that, or write `overlay: 1.1.0`"
        _refuse(diagnostics, action.origin, "an update of Overlay 1.0 must select objects or arrays", "", fix)


def _kind(value: Any) -> str:
    if is_object(value):
        return "objects"
    return "arrays" if is_array(value) else "single values"


def _update(
    selected: list[tuple[Steps, Any]], value: Any, origin: Origin, patch: Patch, diagnostics: Diagnostics
) -> None:
    for steps, _ in selected:
        try:
            patch.update(steps, value, origin)
        except MismatchError as error:
            pointer = "".join(f"/{escape_token(str(step))}" for step in error.steps)
            problem = f"{error.given} cannot be merged into {error.there} (#{pointer})"
            fix = "remove what is there with an action of its own first"
            _refuse(diagnostics, error.origin.place, problem, "", fix)


def _refuse(
    diagnostics: Diagnostics, place: Location, problem: str, detail: str = "", fix: str = "correct the target"
) -> NoReturn:
    told = f"{problem}: {detail}" if detail else problem
    diagnostics.report(codes.OVERLAY_INVALID, place, problem=told, fix=fix)
    raise _RefusedError
