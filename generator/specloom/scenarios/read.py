"""Scenarios: files that the config names in, `Scenario`s out (Arazzo 1.0 §4.6.1). What is wrong is reported and left out."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from specloom import trace
from specloom.config.job import CaptureSettings
from specloom.diagnostics import Diagnostics, Location
from specloom.ir.api import Api
from specloom.scenarios.faults import Faults
from specloom.scenarios.model import Scenario
from specloom.scenarios.reading import Reading
from specloom.scenarios.texts import TextsBeside
from specloom.scenarios.workflows import input_names, read_workflows
from specloom.source import Document, Limits, Node
from specloom.source.load import read_into
from specloom.source.values import is_object

__all__ = ["read_scenarios"]

_VERSION = re.compile(r"1\.0\.[0-9]+")
_KEYS = ("arazzo", "info", "sourceDescriptions", "workflows", "components")
_INFO_KEYS = ("title", "summary", "description", "version")
_SOURCE_KEYS = ("name", "url", "type")
_COMPONENT_KEYS = ("inputs", "parameters", "successActions", "failureActions")
_LIMITS = Limits(bytes=4 * 1024 * 1024, nodes=200_000, aliases=1_000, depth=100)
_PATTERN_SIGNS = frozenset("*?[")


def read_scenarios(settings: CaptureSettings, base: Path, api: Api, diagnostics: Diagnostics) -> tuple[Scenario, ...]:
    """Return the scenarios of a source, sorted by file; `base` is the folder of the config.

    Findings about them point into their files: from here on, `diagnostics` shows the lines of these as well.
    """
    document = Document(root_label="", folder=base)
    diagnostics.texts = TextsBeside(document, diagnostics.texts or Document(root_label="", folder=base))
    found: list[Scenario] = []
    faults = Faults(diagnostics)
    files = _files(settings, base, faults)
    for label, path in files:
        file = read_into(document, path, label, path.as_posix(), diagnostics, _LIMITS)
        if file is not None:
            scenario = _scenario(Node(file.data, Location(label)), settings, api, faults)
            found += [scenario] if scenario is not None else []
    if len(found) == len(files) and not faults.count:
        _check_inputs(settings, found, faults)
    return tuple(found)


def _check_inputs(settings: CaptureSettings, scenarios: list[Scenario], faults: Faults) -> None:
    """Report each input that the config gives and that no workflow has."""
    known = {name for scenario in scenarios for each in scenario.workflows for name in input_names(each.inputs)}
    for name in settings.inputs:
        if name not in known:
            place = settings.origin.child("inputs", name) if settings.origin else None
            faults.unknown(place, "input of any workflow", name, known)


def _files(settings: CaptureSettings, base: Path, faults: Faults) -> list[tuple[str, Path]]:
    """Return label and path of each file, sorted; report a pattern that no file fits."""
    found: dict[str, Path] = {}
    for index, pattern in enumerate(settings.scenarios):
        paths = list(_fitting(pattern, base))
        if not paths:
            place = settings.origin.child("scenarios", index) if settings.origin else None
            faults.unknown(place, "file that fits", pattern)
        found |= {Path(os.path.relpath(path, base)).as_posix(): path for path in paths}
    return sorted(found.items())


def _fitting(pattern: str, base: Path) -> Iterator[Path]:
    if not _PATTERN_SIGNS & set(pattern):
        yield base / pattern
        return
    folder, _, name = pattern.rpartition("/")
    try:
        yield from trace.fitting(base / folder, name)
    except (OSError, ValueError):
        return


def _scenario(root: Node, settings: CaptureSettings, api: Api, faults: Faults) -> Scenario | None:
    if not _is_arazzo(root, faults):
        return None
    before = faults.count
    faults.is_object(root, "the document", _KEYS)
    info = root.get("info") or Node({}, root.location)
    faults.is_object(info, "`info`", _INFO_KEYS)
    title = faults.text(info, "title", is_needed=True)
    source = _source(root, faults)
    components = root.get("components")
    if components is not None:
        faults.is_object(components, "`components`", _COMPONENT_KEYS)
    if faults.count > before:
        return None
    return Scenario(
        label=root.location.file,
        title=title,
        summary=faults.text(info, "summary"),
        description=faults.text(info, "description"),
        workflows=read_workflows(root, Reading(api=api, faults=faults, components=components, source=source)),
        inputs=settings.inputs,
    )


def _is_arazzo(root: Node, faults: Faults) -> bool:
    if not is_object(root.value) or "arazzo" not in root.value:
        faults.invalid(root.location, "this is no Arazzo document: that is an object that begins with `arazzo`")
        return False
    version, place = root.value["arazzo"], root.location.child("arazzo")
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        faults.unsupported(place, f"version {str(version)[:20]!r}", "write `arazzo: 1.0.1`")
        return False
    return True


def _source(root: Node, faults: Faults) -> str:
    """Return what the document calls the description: it has one, whatever its `url` says (Arazzo 1.0 §4.6.3)."""
    name = ""
    listed = list(faults.objects(root, "sourceDescriptions"))
    if not listed:
        faults.invalid(root.location, "the document names no description", "add one to `sourceDescriptions`")
    for each in listed[1:]:
        faults.unsupported(each.location, "a second source description", "make a scenario for each description")
    for each in listed[:1]:
        if not faults.is_object(each, "a source description", _SOURCE_KEYS):
            continue
        name = faults.identifier(each, "name")
        faults.text(each, "url", is_needed=True)
        if faults.text(each, "type") not in ("", "openapi"):
            fix = "write `type: openapi`"
            faults.unsupported((each.get("type") or each).location, "a source description of another type", fix)
    return name
