"""`specloom templates check`: do the overrides still fit the contracts, and what of ours has changed since?"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request
from specloom.cli.run import Run
from specloom.cli.templates import Ours, look_up
from specloom.config.job import TemplatesFolder
from specloom.config.suggest import did_you_mean
from specloom.contracts.overrides import compare_contract, difference, marked, read_reported, report_fault
from specloom.contracts.walk import Asked, walk
from specloom.diagnostics import Diagnostics, Location, Position, Severity, Stop, codes
from specloom.diagnostics.render import counted
from specloom.output.differences import DiffLimit
from specloom.output.files import sha256
from specloom.render import Renderer
from specloom.render.marker import Marker, without_marker
from specloom.render.overrides import UPSTREAM, Override
from specloom.source import Document

__all__ = ["check_templates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Looked:
    """What is known of one override."""

    override: Override
    marker: Marker | None
    version: int | None
    changes: list[str] = field(default_factory=list[str])
    """Of the contract."""
    is_changed: bool = False
    """The template that it was made from is another one now."""
    is_remembered: bool = False
    """The text that it was made from is known."""
    diff: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "template": self.override.name,
            "file": self.override.label,
            "contract": self.version,
            "made_for": self.marker.contract if self.marker else None,
            "changes": self.changes,
            "upstream_changed": self.is_changed,
            "upstream_remembered": self.is_remembered,
            "diff": self.diff,
        }


def check_templates(request: Request, run: Run, *, lines: int) -> ExitCode:
    """Tell of each override what is wrong with it; the verdict is drift where something is. Nothing is rendered."""
    diagnostics = run.collector()
    try:
        ours, folder = look_up(request, diagnostics)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    run.details["templates"] = []
    if folder is None:
        run.console.message("no config names a folder for templates: there is nothing to check")
        return ExitCode.OK
    document = Document(root_label="", folder=folder.path)
    diagnostics.texts = document
    found = _look(folder, ours, document, diagnostics, DiffLimit(lines=lines))
    run.details["templates"] = [each.as_json() for each in found]
    if not run.is_json:
        for each in found:
            _print(each, run)
        run.console.findings(list(diagnostics), document, sys.stderr)
    run.console.message(
        f"{len(found)} own template{'' if len(found) == 1 else 's'}: {counted(diagnostics) or 'nothing to say'}"
    )
    is_fine = all(each.severity < Severity.WARNING for each in diagnostics)
    return ExitCode.OK if is_fine else ExitCode.DRIFT


def _look(
    folder: TemplatesFolder, ours: Ours, document: Document, diagnostics: Diagnostics, limit: DiffLimit
) -> list[_Looked]:
    overrides = read_reported(folder, ours.packaged, document, diagnostics)
    renderer = Renderer(overrides=overrides, packaged=ours.packaged)
    broken: set[str] = set()
    for fault in renderer.syntax_faults():
        report_fault(fault, diagnostics)
        broken.add(fault.override.name)
    found: list[_Looked] = []
    for name, override in sorted(overrides.items()):
        compare_contract(override, ours.history, diagnostics)
        if name not in broken:
            _check_fields(override, renderer, ours, diagnostics)
        found.append(_looked(override, folder.path, ours, diagnostics, limit))
    return found


def _check_fields(override: Override, renderer: Renderer, ours: Ours, diagnostics: Diagnostics) -> None:
    """Report what a template asks for and is not given."""
    given = ours.templates.given[override.name]
    if not given:  # a part of another package's templates that no constant include leads to
        return
    found = walk(renderer.parsed(override.name), given)
    for each in found.missing:
        place, position = Location(override.label), Position(each.line, 1)
        reason = f"{_whose(each)}{did_you_mean(each.what.rpartition('.')[2], each.known)}"
        diagnostics.report(codes.TEMPLATE_FIELD_UNKNOWN, place, what=each.what, reason=reason, position=position)
    for part in found.included:
        if part.is_needed and part.template not in ours.names:
            problem = f"there is no template {part.template!r}{did_you_mean(part.template, ours.names)}"
            position = Position(part.line, 1)
            diagnostics.report(codes.TEMPLATE_BROKEN, Location(override.label), problem=problem, position=position)


def _whose(asked: Asked) -> str:
    return f"{asked.of} has no such field" if asked.of else "the template is given no such name"


def _looked(override: Override, folder: Path, ours: Ours, diagnostics: Diagnostics, limit: DiffLimit) -> _Looked:
    name, marker, version = override.name, marked(override), ours.history.version(override.name)
    place = Location(override.label)
    if marker is None:
        diagnostics.report(codes.TEMPLATE_UNMARKED, place, name=name, position=Position(1, 1))
        return _Looked(override=override, marker=None, version=version)
    changes = difference(marker, ours.history) or []
    if marker.sha256 == ours.marker(name).sha256:
        return _Looked(override=override, marker=marker, version=version, changes=changes, is_remembered=True)
    diagnostics.report(codes.TEMPLATE_CHANGED, place, name=name, position=Position(1, 1))
    now, before = ours.renderer.source(name).encode(), _remembered(folder / UPSTREAM / name, marker)
    own = without_marker(override.text).encode()
    diff = limit.diff(name, before, now) if before is not None else limit.diff(name, now, own)
    return _Looked(
        override=override,
        marker=marker,
        version=version,
        changes=changes,
        is_changed=True,
        is_remembered=before is not None,
        diff=diff,
    )


def _remembered(path: Path, marker: Marker) -> bytes | None:
    """Return the text that an override was made from, if the folder has kept it."""
    try:
        text = path.read_bytes().replace(b"\r\n", b"\n")
    except OSError:
        return None
    return text if sha256(text) == marker.sha256 else None


def _print(looked: _Looked, run: Run) -> None:
    made_for = looked.marker.contract if looked.marker else None
    stated = f"made for contract {made_for}" if made_for else "made for no stated contract"
    now = f", which is {looked.version} now" if looked.changes else ""
    run.console.excerpt(f"{looked.override.label}  {stated}{now}\n")
    for line in looked.changes:
        run.console.excerpt(f"  {line}\n")
    if looked.is_changed:
        what = (
            "the template of specloom has changed since:"
            if looked.is_remembered
            else "the template of specloom has changed; the text that this was made from is not kept in "
            f"{UPSTREAM}/, so this is how yours differs from the present one:"
        )
        run.console.excerpt(f"  {what}\n{looked.diff}")
