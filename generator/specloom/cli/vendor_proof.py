"""`specloom vendor verify` and `status`: what lies here against its pins, and the pins against their sources."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from specloom.cli.exit_codes import ExitCode
from specloom.cli.run import Run
from specloom.cli.vendor import chosen
from specloom.diagnostics import Diagnostics, Location, Severity, Stop, codes
from specloom.output.files import MANIFEST
from specloom.vendor import verify_script
from specloom.vendor.git import GitError
from specloom.vendor.pins import Pin, Pins, read_pins
from specloom.vendor.prove import Difference, Fault, UnsafeFolderError, differences
from specloom.vendor.snapshot import SourceError, upstream_commit, upstream_tree

__all__ = ["print_script", "status", "verify"]

_BASE = Path()
_SHORT = 12
_WHAT = {
    Fault.EDITED: "was changed since it was copied",
    Fault.MISSING: "is missing",
    Fault.UNEXPECTED: "is none of the copied files",
    Fault.LINK: "is a link, or a folder in the place of a file",
    Fault.MANIFEST: "is not the manifest that specloom.vendor.yaml pins",
}
_FIX = {
    Fault.UNEXPECTED: "delete it, or name it under `keep` in specloom.vendor.yaml if it is yours",
    Fault.MISSING: "`specloom vendor update {into}` copies it again",
}
_MEND = "restore it from version control; `specloom vendor update {into} --force` discards the change"


def verify(folders: Sequence[str], run: Run) -> ExitCode:
    """Report each file of vendored folders that is not as it was copied."""
    diagnostics = run.collector()
    try:
        pins = read_pins(_BASE, diagnostics)
        wanted = chosen(pins, folders, diagnostics, "verify")
        found = [(pin, _differences(pin, pins, diagnostics)) for pin in wanted]
        diagnostics.stop_on_errors()
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    run.details["vendor"] = [
        {"into": pin.into, "differences": [{"path": each.path, "kind": each.fault.value} for each in each_found]}
        for pin, each_found in found
    ]
    for pin, each_found in found:
        for each in each_found:
            _report(pin, each, diagnostics)
        if not each_found:
            run.console.message(f"{pin.into}: as it was copied")
    run.show_errors()
    return ExitCode.DRIFT if diagnostics.findings else ExitCode.OK


def _differences(pin: Pin, pins: Pins, diagnostics: Diagnostics) -> tuple[Difference, ...]:
    try:
        return differences(pin, pins.base)
    except UnsafeFolderError as error:
        diagnostics.report(codes.MANIFEST_INVALID, Location(f"{pin.into}/{MANIFEST}"), problem=error)
        return ()


def _report(pin: Pin, each: Difference, diagnostics: Diagnostics) -> None:
    path = f"{pin.into}/{each.path}"
    fix = _FIX.get(each.fault, _MEND).format(into=pin.into)
    diagnostics.report(codes.VENDOR_DRIFT, Location(path), path=path, what=_WHAT[each.fault], fix=fix)


def print_script(run: Run) -> ExitCode:
    """Print the program that proves copies without specloom."""
    run.console.result(Path(verify_script.__file__).read_text("utf-8"))
    return ExitCode.OK


def status(folders: Sequence[str], run: Run, *, is_offline: bool, sets_code: bool) -> ExitCode:
    """Tell of each vendored folder where it comes from, whether it is clean, and whether its source has moved on."""
    diagnostics = run.collector()
    try:
        pins = read_pins(_BASE, diagnostics)
        wanted = chosen(pins, folders, diagnostics, "status")
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    rows = [_row(pin, pins, diagnostics, is_offline=is_offline) for pin in wanted]
    run.details["vendor"] = rows
    if not run.is_json:
        for row in rows:
            run.console.excerpt("".join(f"{line}\n" for line in _lines(row)))
    if diagnostics.of(Severity.ERROR, Severity.FATAL):
        run.show_errors()
        unreachable = any(each.code is codes.VENDOR_UNREACHABLE for each in diagnostics)
        return ExitCode.UNAVAILABLE if unreachable else ExitCode.USAGE
    is_due = any(row["differences"] or row["behind"] for row in rows)
    return ExitCode.DRIFT if sets_code and is_due else ExitCode.OK


def _row(pin: Pin, pins: Pins, diagnostics: Diagnostics, *, is_offline: bool) -> dict[str, Any]:
    upstream: str | None = None
    try:
        if not is_offline:
            upstream = upstream_commit(pin.address, pins.base) or upstream_tree(pin.address, pins.base)
    except GitError as error:
        diagnostics.report(codes.VENDOR_UNREACHABLE, None, source=pin.address.label, problem=error)
    except SourceError as error:
        diagnostics.report(codes.VENDOR_SOURCE, None, source=pin.address.label, problem=error)
    here = pin.commit or pin.source_tree_sha256
    return {
        "into": pin.into,
        "source": pin.address.label,
        "commit": pin.commit,
        "license": pin.license,
        "description": {"path": pin.description, "sha256": pin.description_sha256},
        "operations": None if pin.operations is None else list(pin.operations),
        "differences": len(_differences(pin, pins, diagnostics)),
        "upstream": upstream,
        "behind": upstream is not None and upstream != here,
    }


def _lines(row: dict[str, Any]) -> list[str]:
    count = row["differences"]
    clean = (
        "as it was copied"
        if not count
        else f"{count} file{'s' * (count > 1)} differ{'s' * (count == 1)}: specloom vendor verify"
    )
    moved = "not known" if row["upstream"] is None else "up to date"
    if row["behind"] and row["upstream"]:
        moved = f"has moved on to {row['upstream'][:_SHORT]}: specloom vendor update --dry-run {row['into']}"
    commit = row["commit"]
    return [
        f"{row['into']}: {clean}",
        f"  from {row['source']}" + (f", commit {commit[:_SHORT]}" if commit else ""),
        f"  licence: {row['license'] or 'not known'}; made from {row['description']['path']}",
        f"  source: {moved}",
    ]
