"""Writing copies and their pins, one run at a time: each copy as a whole, then its pin."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from specloom.cli.run import Run
from specloom.diagnostics import Diagnostics, Location, Stop, codes
from specloom.output import Report, apply
from specloom.output.lock import locked
from specloom.output.swap import recover
from specloom.vendor.pins import PINS_FILE, Pins, read_pins
from specloom.vendor.prepare import Prepared

__all__ = ["write_all"]

_WAITING = "waiting for another run of specloom that writes to the same place"


def write_all(
    wanted: Sequence[Prepared], base: Path, run: Run, diagnostics: Diagnostics, *, force: bool
) -> list[Report]:
    """Write copies and their pins, while no other run does; what was planned before may be old by now."""
    reports: list[Report] = []
    with locked(base / PINS_FILE, diagnostics, waiting=partial(run.console.message, _WAITING)) as is_alone:
        pins = read_pins(base, diagnostics)
        for prepared in wanted:
            if is_alone:
                _recover((pins.base / prepared.copy.pin.into).parent, diagnostics)
            plan = prepared.copy.plan(pins, diagnostics, force=force)
            reports.append(apply(plan, diagnostics, force=force))
            pins = pins.with_pin(prepared.copy.pin)
            _write(pins, diagnostics)
    return reports


def _recover(out: Path, diagnostics: Diagnostics) -> None:
    """Clear away what a run has left that was killed."""
    try:
        recover(out)
    except OSError as error:
        path, reason = out.as_posix(), error.strerror or str(error)
        diagnostics.report(codes.OUTPUT_UNWRITABLE, Location(path), path=path, reason=reason)
        raise Stop from error


def _write(pins: Pins, diagnostics: Diagnostics) -> None:
    """Put the file of pins in its place, in one step."""
    text = pins.text().encode()
    try:
        if pins.path.is_file() and pins.path.read_bytes() == text:
            return
        handle, name = tempfile.mkstemp(prefix=".specloom-tmp-", dir=pins.base)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o644)
            os.replace(name, pins.path)
        except BaseException:
            os.unlink(name)
            raise
    except OSError as error:
        path, reason = pins.path.as_posix(), error.strerror or str(error)
        diagnostics.report(codes.OUTPUT_UNWRITABLE, Location(path), path=path, reason=reason)
        raise Stop from error
