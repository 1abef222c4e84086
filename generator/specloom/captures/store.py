"""Capture files: one for each operation, status and media type. Text that is the same for the same capture, everywhere."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import jsonschema_rs

from specloom import trace
from specloom.calls.schema_check import SchemaChecker
from specloom.calls.values import is_array, is_object
from specloom.captures.basis import operation_sha256
from specloom.captures.form import CAPTURE_SCHEMA, as_json, from_json
from specloom.captures.model import Capture, Captures, Recorded
from specloom.captures.truth import deviations
from specloom.diagnostics import Diagnostics, Location, codes
from specloom.diagnostics.pointer import escape_token
from specloom.ir.api import Api
from specloom.ir.operation import Operation, OperationId
from specloom.ir.types import JsonValue
from specloom.slugs import slug
from specloom.slugs.slug import fingerprint
from specloom.source import Document, Limits
from specloom.source.load import read_into

__all__ = ["capture_text", "hide_in_captures", "read_captures", "write_capture"]

_SUFFIX = ".json"
_VALIDATOR = jsonschema_rs.Draft202012Validator(CAPTURE_SCHEMA)


def capture_text(capture: Capture) -> str:
    """Return the text of a capture's file: canonical JSON with a line for each value."""
    return json.dumps(as_json(capture), ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def read_captures(folder: Path, api: Api, checker: SchemaChecker, diagnostics: Diagnostics) -> Captures:
    """Return the captures in a folder; report those that cannot be read, are of no operation, are stale or not as described.

    Of two files of the same operation, status and media type the first one counts, by name.
    """
    reader = _Reader(
        folder=folder,
        operations={each.id: each for each in api.operations},
        api=api,
        checker=checker,
        diagnostics=diagnostics,
        document=Document(root_label=folder.name, folder=folder),
    )
    found: dict[tuple[str, int, str], Recorded] = {}
    for path in trace.fitting(folder, f"*{_SUFFIX}"):
        recorded = reader.read(path)
        if recorded is None:
            continue
        key = recorded.capture.key
        if key in found:
            problem = f"it is of the same operation, status and media type as {found[key].label}"
            diagnostics.report(codes.CAPTURE_INVALID, Location(f"{folder.name}/{path.name}"), problem=problem)
        found.setdefault(key, recorded)
    return Captures(tuple(found[key] for key in sorted(found)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reader:
    """Reads the files of one folder."""

    folder: Path
    operations: Mapping[OperationId, Operation]
    api: Api
    checker: SchemaChecker
    diagnostics: Diagnostics
    document: Document

    def read(self, path: Path) -> Recorded | None:
        """Return the capture in a file; report and return None where there is none of an operation that exists."""
        label = f"{self.folder.name}/{path.name}"
        try:
            file = read_into(self.document, path, label, path.as_posix(), self.diagnostics, Limits())
        finally:
            if isinstance(self.diagnostics.texts, Document):
                self.diagnostics.texts.beside.update(self.document.files)
        if file is None:
            return None
        error = next(iter(_VALIDATOR.iter_errors(file.data)), None)
        if error is not None:
            pointer = "".join(f"/{escape_token(str(step))}" for step in error.instance_path)
            self.diagnostics.report(codes.CAPTURE_INVALID, Location(label, pointer), problem=error.message)
            return None
        return self._judged(from_json(file.data), path.name, label)

    def _judged(self, capture: Capture, name: str, label: str) -> Recorded | None:
        operation = self.operations.get(capture.operation)
        if operation is None:
            place = Location(label, "/operation")
            self.diagnostics.report(codes.CAPTURE_UNKNOWN, place, operation=capture.operation)
            return None
        is_stale = capture.provenance.operation_sha256 != operation_sha256(operation, self.api)
        if is_stale:
            place = Location(label, "/provenance/operation_sha256")
            day = capture.provenance.captured
            self.diagnostics.report(codes.CAPTURE_STALE, place, operation=capture.operation, day=day)
        found = deviations(capture, operation, self.checker)
        for pointer, problem in found:
            place = Location(label, f"/response/body/value{pointer}" if pointer else "/response")
            self.diagnostics.report(codes.CAPTURE_DIFFERS, place, operation=capture.operation, problem=problem)
        return Recorded(capture=capture, label=name, is_stale=is_stale, deviations=found)


def write_capture(folder: Path, capture: Capture) -> Path | None:
    """Write a capture into a folder, as a whole or not at all; return its file, or None where it is there already.

    It is there already if nothing but its day and the version of specloom differs: then the file is not touched. Where
    an operation and status has answers of several media types, those after the first one have theirs in the file's name.
    """
    path = _path(folder, capture)
    if path.exists():
        before = _load(path)
        if before is not None and _same(before, capture):
            return None
    _write(path, capture)
    return path


def hide_in_captures(folder: Path, hide: Callable[[str], str]) -> None:
    """Write the captures of a folder anew in which `hide` finds something; it returns a text without its secrets.

    So that what one exchange shows and a later one tells to be a secret does not stay.
    """
    for path in sorted(folder.glob(f"*{_SUFFIX}")):
        capture = _load(path)
        if capture is None:
            continue
        told = as_json(capture)
        shown = {**told, **{name: _without(told[name], hide) for name in ("request", "response")}}
        if shown != told:
            _write(path, from_json(shown))


def _without(value: JsonValue, hide: Callable[[str], str]) -> JsonValue:
    if isinstance(value, str):
        return hide(value)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value if hide(str(value)) == str(value) else 0
    if is_object(value):
        return {hide(key): _without(each, hide) for key, each in value.items()}
    return [_without(each, hide) for each in value] if is_array(value) else value


def _write(path: Path, capture: Capture) -> None:
    """Write a file as a whole or not at all."""
    folder = path.parent
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", dir=folder, prefix=".", delete=False) as file:
        try:
            file.write(capture_text(capture))
            file.flush()
            os.fsync(file.fileno())
            os.chmod(file.name, 0o644)
            os.replace(file.name, path)
        except BaseException:
            with suppress(OSError):
                os.unlink(file.name)
            raise


def _path(folder: Path, capture: Capture) -> Path:
    operation, status, media_type = capture.key
    stem = f"{slug(operation) or fingerprint(operation)}-{status}"
    plain = folder / f"{stem}{_SUFFIX}"
    subtype = slug(media_type.partition("/")[2])
    special = folder / f"{stem}-{subtype}{_SUFFIX}"
    if special.exists() or not plain.exists():
        return special if special.exists() else plain
    before = _load(plain)
    is_other = before is not None and before.key != capture.key
    return special if is_other and subtype else plain


def _load(path: Path) -> Capture | None:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return from_json(value) if _VALIDATOR.is_valid(value) else None


def _same(before: Capture, after: Capture) -> bool:
    told = replace(after.provenance, captured=before.provenance.captured, generator=before.provenance.generator)
    return capture_text(before) == capture_text(replace(after, provenance=told))
