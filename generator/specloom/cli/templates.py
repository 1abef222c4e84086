"""`specloom templates list | show | eject | accept`: which templates there are, what they are given, and own ones."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import Request, find_config, refuse
from specloom.cli.run import Run
from specloom.config.job import TemplatesFolder
from specloom.config.load import DEFAULT_CONFIG
from specloom.config.suggest import did_you_mean
from specloom.contracts.derive import Templates
from specloom.contracts.history import History, read_history
from specloom.contracts.model import Shape
from specloom.diagnostics import Diagnostics, Stop
from specloom.diagnostics.frame import harmless
from specloom.output.files import sha256
from specloom.plugins import check_templates
from specloom.render import Renderer
from specloom.render.environment import template_names, templates_folder
from specloom.render.marker import Marker, marker_of, with_marker
from specloom.render.overrides import UPSTREAM
from specloom.targets.registry import package_of

__all__ = ["Ours", "accept", "eject", "list_templates", "look_up", "show_template"]


@dataclass(frozen=True)
class Ours:
    """The templates that come with specloom, and with the packages whose targets the config names."""

    packaged: Mapping[str, Path] = field(default_factory=dict[str, Path])
    """Folders of the templates of these targets, by their names."""

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Their names, sorted."""
        return template_names(self.packaged)

    @cached_property
    def history(self) -> History:
        """The versions of their contracts."""
        return read_history([templates_folder(), *self.packaged.values()])

    @cached_property
    def renderer(self) -> Renderer:
        """What reads them."""
        return Renderer(packaged=self.packaged)

    @cached_property
    def templates(self) -> Templates:
        """What they are given now."""
        return Templates(self.renderer, tuple(dict.fromkeys(target_of(name) for name in self.names)))

    def marker(self, name: str) -> Marker:
        """Return the first line of an override that is made from a template as it is now."""
        return Marker(name, self.history.version(name), sha256(self.renderer.source(name).encode()))


def target_of(name: str) -> str:
    """Return the target that a template belongs to."""
    return name.partition("/")[0]


def look_up(request: Request, diagnostics: Diagnostics) -> tuple[Ours, TemplatesFolder | None]:
    """Return the templates that there are, and the folder of overrides, None where no config names one.

    Raises `Stop` for a config that cannot be read.
    """
    is_named = request.config is not None or bool(os.environ.get("SPECLOOM_CONFIG"))
    if not is_named and not Path(DEFAULT_CONFIG).exists():
        return Ours(), None
    config = find_config(request, diagnostics, needs_out=False)
    names = dict.fromkeys(target.name for job in config.jobs for target in job.targets)
    packages = ((name, package_of(name)) for name in names)
    ours = Ours({name: package.templates for name, package in packages if package})
    for name in ours.packaged:
        check_templates(name, ours.renderer, diagnostics)
    return ours, config.templates


def list_templates(request: Request, run: Run) -> ExitCode:
    """Print each template with the version of its contract, and what stands in its place."""
    try:
        ours, folder = look_up(request, run.collector())
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    rows = list(_rows(ours, folder))
    run.details["templates"] = rows
    if not run.is_json:
        width = max(len(row["template"]) for row in rows)
        for row in rows:
            contract = f"contract {row['contract'] or 'none'}"
            own = f"  replaced by {row['override']}" if row["override"] else ""
            made_for = f" (made for contract {row['made_for']})" if row["made_for"] else ""
            run.console.result(harmless(f"{row['template']:<{width}}  {contract}{own}{made_for}".rstrip()) + "\n")
    return ExitCode.OK


def _rows(ours: Ours, folder: TemplatesFolder | None) -> Iterator[dict[str, Any]]:
    for name in ours.names:
        path = folder.path / name if folder else None
        is_own = path is not None and path.is_file()
        marker = _marker_in(path) if path and is_own else None
        yield {
            "template": name,
            "target": target_of(name),
            "contract": ours.history.version(name),
            "override": f"{folder.label}/{name}" if folder and is_own else None,
            "made_for": marker.contract if marker and marker.name == name else None,
        }


def _marker_in(path: Path) -> Marker | None:
    try:
        return marker_of(path.read_text("utf-8"))
    except (OSError, UnicodeDecodeError):
        return None


def show_template(name: str, request: Request, run: Run) -> ExitCode:
    """Print the contract of a template."""
    diagnostics = run.collector()
    try:
        ours, _ = look_up(request, diagnostics)
        _check_known([name], ours, request, diagnostics)
        contract = ours.templates.contract(name)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    except ValueError as error:
        refuse(request, diagnostics, str(error))
        run.show_errors()
        return ExitCode.USAGE
    version = ours.history.version(name)
    run.details["contract"] = {
        "template": name,
        "version": version,
        "names": dict(contract.names),
        "types": {each: _shape_json(shape) for each, shape in contract.shapes.items()},
    }
    if not run.is_json:
        run.console.result(f"{name}, contract {version or 'none'}\n\nIt is given\n")
        for each, kind in contract.names.items():
            run.console.result(f"  {each}: {kind}\n")
        for each, shape in contract.shapes.items():
            run.console.result(f"\n{each}{' (text)' if shape.is_text else ''}: {shape.doc}\n")
            for field, value in shape.fields.items():
                run.console.result(f"  {field}: {value.type}" + (f"  - {value.doc}" if value.doc else "") + "\n")
    return ExitCode.OK


def _shape_json(shape: Shape) -> dict[str, Any]:
    fields = {name: {"type": each.type, "doc": each.doc} for name, each in shape.fields.items()}
    return {"doc": shape.doc, "is_text": shape.is_text, "fields": fields}


def eject(names: Sequence[str], request: Request, run: Run, *, force: bool, dry_run: bool) -> ExitCode:
    """Copy templates into the folder of overrides; nothing is replaced without `force`."""
    diagnostics = run.collector()
    try:
        ours, folder = _look_up_folder(request, diagnostics)
        _check_known(names, ours, request, diagnostics)
        for name in names:
            if (folder.path / name).exists() and not force:
                refuse(request, diagnostics, f"{folder.label}/{name} exists; --force replaces it")
        diagnostics.stop_on_errors()
        texts = {name: with_marker(ours.renderer.source(name), ours.marker(name)) for name in names}
        _write(texts, folder, ours, request, diagnostics, dry_run=dry_run)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    run.details["files"] = {**run.report.files(), "created": [f"{folder.label}/{name}" for name in names]}
    for name in names:
        run.console.message(f"{'would write' if dry_run else 'wrote'} {folder.label}/{name}")
    return ExitCode.OK


def accept(names: Sequence[str], request: Request, run: Run) -> ExitCode:
    """Note in the first line of overrides that they are for what is there now."""
    diagnostics = run.collector()
    try:
        ours, folder = _look_up_folder(request, diagnostics)
        _check_known(names, ours, request, diagnostics)
        texts: dict[str, str] = {}
        for name in names:
            try:
                texts[name] = with_marker((folder.path / name).read_text("utf-8"), ours.marker(name))
            except (OSError, UnicodeDecodeError) as error:
                reason = getattr(error, "strerror", None) or "it is not UTF-8"
                refuse(request, diagnostics, f"{folder.label}/{name} cannot be read: {reason}")
        _write(texts, folder, ours, request, diagnostics)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    for name in names:
        run.console.message(f"{folder.label}/{name} is for contract {ours.history.version(name) or 'none'}")
    return ExitCode.OK


def _look_up_folder(request: Request, diagnostics: Diagnostics) -> tuple[Ours, TemplatesFolder]:
    ours, folder = look_up(request, diagnostics)
    if folder is None:
        refuse(
            request, diagnostics, "no config names a folder for templates: add `templates: templates` to specloom.yaml"
        )
        raise Stop
    return ours, folder


def _check_known(names: Sequence[str], ours: Ours, request: Request, diagnostics: Diagnostics) -> None:
    for name in names:
        if name not in ours.names:
            refuse(request, diagnostics, f"there is no template {name!r}{did_you_mean(name, ours.names)}")
    diagnostics.stop_on_errors()


def _write(
    texts: dict[str, str],
    folder: TemplatesFolder,
    ours: Ours,
    request: Request,
    diagnostics: Diagnostics,
    *,
    dry_run: bool = False,
) -> None:
    """Write overrides, and beside them the texts of ours that they stand for. Nothing is written outside of the folder."""
    diagnostics.stop_on_errors()
    files = {folder.path / name: text for name, text in texts.items()}
    files |= {folder.path / UPSTREAM / name: ours.renderer.source(name) for name in texts}
    for path, text in files.items():
        inside = path.relative_to(folder.path).as_posix()
        if not path.resolve().is_relative_to(folder.path.resolve()):
            refuse(request, diagnostics, f"{folder.label}/{inside} leads out of the folder of templates")
            diagnostics.stop_on_errors()
        if dry_run:
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        except OSError as error:
            refuse(request, diagnostics, f"{folder.label}/{inside} cannot be written: {error.strerror}")
            diagnostics.stop_on_errors()
