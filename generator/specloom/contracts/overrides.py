"""The overrides of a job: read, compiled, compared with the versions of contracts that they were made for."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from specloom.config.job import TemplatesFolder
from specloom.config.suggest import did_you_mean
from specloom.contracts.compare import changes
from specloom.contracts.history import History, read_history
from specloom.diagnostics import Diagnostics, Location, Position, codes
from specloom.render import KnownTexts, Renderer
from specloom.render.environment import template_names, templates_folder
from specloom.render.faults import TemplateFault
from specloom.render.marker import Marker, marker_of
from specloom.render.overrides import Override, read_overrides
from specloom.source import Document
from specloom.source.document import SourceFile
from specloom.targets.registry import installed

__all__ = ["compare_contract", "difference", "marked", "read_reported", "renderer_of", "report_fault"]

_MOST = 3


def renderer_of(
    templates: TemplatesFolder | None,
    document: Document,
    diagnostics: Diagnostics,
    *,
    packaged: Mapping[str, Path] | None = None,
    known: KnownTexts | None = None,
) -> Renderer:
    """Return the renderer with the overrides in a folder; report all that is wrong with them.

    Raises `Stop` where one of them cannot be used. The document shows their lines from then on.
    """
    if templates is None:
        return Renderer(packaged=packaged, known=known)
    folders = packaged or {}
    overrides = read_reported(templates, folders, document, diagnostics)
    renderer = Renderer(overrides=overrides, packaged=folders, known=known)
    for fault in renderer.syntax_faults():
        report_fault(fault, diagnostics)
    diagnostics.stop_on_errors()
    history = read_history([templates_folder(), *folders.values()])
    for override in renderer.overrides.values():
        compare_contract(override, history, diagnostics)
    diagnostics.stop_on_errors()
    return renderer


def report_fault(fault: TemplateFault, diagnostics: Diagnostics) -> None:
    """Report what is wrong with an override, at its line."""
    place = Location(fault.override.label)
    diagnostics.report(codes.TEMPLATE_BROKEN, place, problem=fault.problem, position=Position(fault.line, 1))


def marked(override: Override) -> Marker | None:
    """Return what the first line of an override says of this template; None where it says nothing of it."""
    marker = marker_of(override.text)
    return marker if marker and marker.name == override.name else None


def difference(marker: Marker, history: History) -> list[str] | None:
    """Return what changed since the contract that an override was made for; None where that is the present one."""
    if marker.contract is None or marker.contract == history.version(marker.name):
        return None
    old = history.contract(marker.name, marker.contract)
    new = history.contract(marker.name, history.version(marker.name) or 0)
    return list(changes(old, new)) if old and new else ["this specloom does not know that contract"]


def read_reported(
    templates: TemplatesFolder, packaged: Mapping[str, Path], document: Document, diagnostics: Diagnostics
) -> Mapping[str, Override]:
    """Return the overrides in a folder by name; report the files that are none. The document shows their lines."""
    known = template_names(packaged)
    elsewhere = [name for name in installed() if name not in packaged]
    overrides, problems = read_overrides(templates.path, templates.label, known, elsewhere)
    for each in problems:
        label = f"{templates.label}/{each.name}" if each.name else templates.label
        if each.problem:
            diagnostics.report(codes.TEMPLATE_UNREADABLE, Location(label), name=label, problem=each.problem)
        else:
            hint = did_you_mean(each.name, known)
            diagnostics.report(codes.TEMPLATE_UNKNOWN, Location(label), name=each.name, hint=hint)
    for override in overrides.values():
        document.beside[override.label] = SourceFile(
            label=override.label,
            path=override.path,
            display=override.path.as_posix(),
            text=override.text,
            is_json=False,
            data=None,
            is_parsed=True,
        )
    return overrides


def compare_contract(override: Override, history: History, diagnostics: Diagnostics) -> None:
    """Report an override that was made for another contract than the present one."""
    marker = marked(override)
    found = difference(marker, history) if marker else None
    if marker is None or found is None:
        return
    told = [*found[:_MOST], *([f"and {len(found) - _MOST} more"] if len(found) > _MOST else [])]
    diagnostics.report(
        codes.TEMPLATE_OUTDATED,
        Location(override.label),
        position=Position(1, 1),
        name=override.name,
        made_for=marker.contract,
        version=history.version(override.name),
        difference="; ".join(told),
    )
