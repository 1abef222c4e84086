"""`specloom vendor add` and `update`: think the copy through, say what it brings, write it as a whole, then pin it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from specloom.cli.exit_codes import ExitCode
from specloom.cli.run import Run
from specloom.cli.vendor_report import plan_as_json, plan_lines
from specloom.cli.vendor_write import write_all
from specloom.diagnostics import Diagnostics, Location, Position, Severity, Stop, codes
from specloom.output import Plan, Report, check_out_folder, report_of
from specloom.output.files import MANIFEST
from specloom.output.paths import UnsafePathError, check_path
from specloom.vendor.address import AddressError, check_ref, parse_source
from specloom.vendor.git import GitError
from specloom.vendor.pins import PINS_FILE, Pin, Pins, read_pins
from specloom.vendor.prepare import Prepared, prepare
from specloom.vendor.prove import UnsafeFolderError, manifest_of
from specloom.vendor.snapshot import SourceError
from specloom.vendor.uses import UnreadableError

__all__ = ["AddRequest", "UpdateRequest", "add", "chosen", "update"]

_BASE = Path()


@dataclass(frozen=True, slots=True, kw_only=True)
class AddRequest:
    """What `add` was asked for."""

    source: str
    into: str
    ref: str | None = None
    path: str | None = None
    only_used: bool = False
    uses: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    dry_run: bool = False
    force: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateRequest:
    """What `update` was asked for."""

    folders: tuple[str, ...] = ()
    """Of the pins; none: all of them."""
    ref: str | None = None
    descriptions: str | None = None
    dry_run: bool = False
    force: bool = False


def add(asked: AddRequest, run: Run) -> ExitCode:
    """Copy a source into the repository and pin it."""
    diagnostics = run.collector()
    try:
        pins = read_pins(_BASE, diagnostics)
        pin = _new_pin(asked, pins, diagnostics)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    return _carry_out([pin], pins, run, dry_run=asked.dry_run, force=asked.force)


def update(asked: UpdateRequest, run: Run) -> ExitCode:
    """Bring copies up to date."""
    diagnostics = run.collector()
    try:
        pins = read_pins(_BASE, diagnostics)
        wanted = chosen(pins, asked.folders, diagnostics, "update")
        if asked.ref is not None:
            wanted = [_at_ref(wanted, asked.ref, diagnostics)]
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    descriptions = Path(asked.descriptions) if asked.descriptions else None
    return _carry_out(wanted, pins, run, dry_run=asked.dry_run, force=asked.force, descriptions=descriptions)


def chosen(pins: Pins, folders: Sequence[str], diagnostics: Diagnostics, command: str) -> list[Pin]:
    """Return the pins of folders, all where none is named; raise `Stop` where there is no such one."""
    if not pins.pins:
        _refuse(diagnostics, f"nothing is vendored here: there is no {PINS_FILE}, or it is empty", command)
    found = [pins.find(Path(folder).as_posix()) for folder in folders]
    for folder, pin in zip(folders, found, strict=True):
        if pin is None:
            _refuse(diagnostics, f"{folder!r} is not vendored: {PINS_FILE} does not name it", command)
    diagnostics.stop_on_errors()
    return [pin for pin in found if pin] or list(pins.pins)


def _refuse(diagnostics: Diagnostics, problem: str, command: str) -> None:
    diagnostics.report(codes.USAGE, None, problem=problem, command=f"specloom vendor {command}")


def _new_pin(asked: AddRequest, pins: Pins, diagnostics: Diagnostics) -> Pin:
    into = Path(asked.into).as_posix()
    try:
        check_path(into)
        address = parse_source(asked.source, pins.base, ref=asked.ref, path=asked.path)
    except (AddressError, UnsafePathError) as error:
        _refuse(diagnostics, str(error), "add")
        raise Stop from error
    if pins.find(into):
        _refuse(diagnostics, f"{into!r} is vendored already: specloom vendor update {into}", "add")
    elif (pins.base / into / MANIFEST).exists():
        _refuse(diagnostics, f"{into!r} is generated here: choose another folder for the copy", "add")
    diagnostics.stop_on_errors()
    return Pin(
        into=into,
        address=address,
        keep=asked.keep,
        only_used=asked.only_used,
        uses=tuple(Path(folder).as_posix() for folder in asked.uses),
        also=asked.also,
    )


def _at_ref(pins: Sequence[Pin], ref: str, diagnostics: Diagnostics) -> Pin:
    try:
        check_ref(ref)
        if len(pins) > 1:
            raise AddressError("--ref is about one folder: name it")
        if pins[0].address.git is None:
            raise AddressError(f"{pins[0].into!r} comes from a folder of this machine, which has no refs")
    except AddressError as error:
        _refuse(diagnostics, str(error), "update")
        raise Stop from error
    return replace(pins[0], address=replace(pins[0].address, ref=ref))


def _carry_out(
    wanted: Sequence[Pin], pins: Pins, run: Run, *, dry_run: bool, force: bool, descriptions: Path | None = None
) -> ExitCode:
    """Bring each pin up to date. All are thought through, and told, before the first is written."""
    planned: list[tuple[Prepared, Plan]] = []
    failure: ExitCode | None = None
    for number, pin in enumerate(wanted):
        folder = descriptions / pin.into if descriptions and len(wanted) > 1 else descriptions
        found = _planned(pin, pins, run, force=force, descriptions=folder)
        if isinstance(found, ExitCode):
            failure = failure or found
            continue
        planned.append(found)
        if not run.is_json and (dry_run or not run.console.quiet):
            run.console.result("\n" * bool(number))
            run.console.excerpt("".join(f"{line}\n" for line in plan_lines(*found)))
    run.details["vendor"] = [plan_as_json(*found) for found in planned]
    if failure:
        run.show_errors(Severity.WARNING)
        if planned:
            run.console.message("nothing was written")
        return failure
    if dry_run:
        run.report = _joined([report_of(plan) for _, plan in planned])
        run.show_errors(Severity.WARNING)
        run.console.message("nothing was written: --dry-run")
        return ExitCode.OK
    diagnostics = run.collector()
    try:
        run.report = _joined(write_all([prepared for prepared, _ in planned], _BASE, run, diagnostics, force=force))
    except Stop:
        run.show_errors(Severity.WARNING)
        edited = any(each.code in {codes.OUTPUT_EDITED, codes.OUTPUT_FOREIGN} for each in diagnostics)
        return ExitCode.CONFLICT if edited else ExitCode.USAGE
    run.show_errors(Severity.WARNING)
    return ExitCode.OK


def _joined(reports: Sequence[Report]) -> Report:
    return Report(folders=tuple(folder for report in reports for folder in report.folders))


def _planned(
    pin: Pin, pins: Pins, run: Run, *, force: bool, descriptions: Path | None
) -> tuple[Prepared, Plan] | ExitCode:
    diagnostics = run.collector()
    label = pin.address.label
    try:
        with run.console.progress(label):
            check_out_folder(pins.base / pin.into, pins.base, diagnostics)
            diagnostics.stop_on_errors()
            prepared = prepare(pin, pins, descriptions=descriptions)
            plan = prepared.copy.plan(pins, diagnostics, force=force)
            if not force:
                _report_edits(prepared, plan, pins, diagnostics)
    except Stop:
        return ExitCode.USAGE
    except GitError as error:
        diagnostics.report(codes.VENDOR_UNREACHABLE, None, source=label, problem=error)
        return ExitCode.UNAVAILABLE
    except SourceError as error:
        diagnostics.report(codes.VENDOR_SOURCE, None, source=label, problem=error)
        return ExitCode.USAGE
    except UnsafeFolderError as error:
        diagnostics.report(codes.MANIFEST_INVALID, Location(f"{pin.into}/{MANIFEST}"), problem=error)
        return ExitCode.USAGE
    except UnreadableError as error:
        place = error.place
        position = Position(place.line, place.column)
        diagnostics.report(codes.VENDOR_USE_UNREADABLE, Location(place.file), position=position, problem=error)
        return ExitCode.USAGE
    if diagnostics.findings:
        return ExitCode.CONFLICT
    _report_doubts(prepared, diagnostics)
    return prepared, plan


def _report_edits(prepared: Prepared, plan: Plan, pins: Pins, diagnostics: Diagnostics) -> None:
    """Report what the plan would lose, and a manifest that somebody else has written."""
    for folder, change in plan.conflicts():
        path = f"{folder.label}/{change.path}"
        code = codes.VENDOR_EDITED if change.conflict is codes.OUTPUT_EDITED else codes.OUTPUT_FOREIGN
        diagnostics.report(code, Location(path), path=path)
    before, after = prepared.before, prepared.copy.pin
    manifest = manifest_of(pins.base / before.into)
    known = {before.tree_sha256, after.tree_sha256}
    if manifest is not None and before.tree_sha256 and manifest.tree_sha256 not in known:
        path = f"{before.into}/{MANIFEST}"
        diagnostics.report(codes.VENDOR_EDITED, Location(path), path=path)


def _report_doubts(prepared: Prepared, diagnostics: Diagnostics) -> None:
    """Report what a reader should know and nothing stops at: terms that are not known, code that is not clear."""
    label = prepared.copy.pin.address.label
    if not prepared.has_licence:
        diagnostics.report(codes.VENDOR_LICENSE, None, source=label, problem="no licence was found beside or above it")
    elif prepared.spdx is None:
        problem = "its licence is none whose words are known here"
        diagnostics.report(codes.VENDOR_LICENSE, None, source=label, problem=problem)
    for place, what in prepared.unclear:
        position = Position(place.line, place.column)
        diagnostics.report(codes.VENDOR_USE_UNCLEAR, Location(place.file), position=position, what=f"`{what}`")
