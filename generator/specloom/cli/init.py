"""`specloom init`: a first `specloom.yaml`, with what the description has."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path, PurePath

from specloom.cli.exit_codes import ExitCode
from specloom.cli.request import usable_schemas
from specloom.cli.run import Run
from specloom.config import SourceSettings
from specloom.config.load import DEFAULT_CONFIG
from specloom.config.schema import SCHEMA_FILE, schema_text
from specloom.diagnostics import Diagnostics, Stop, codes
from specloom.ir.api import Api
from specloom.ir.security import SecurityScheme
from specloom.output.new_file import write_new
from specloom.pipeline import load_api

__all__ = ["init"]

_USUAL_NAMES = ("openapi.yaml", "openapi.yml", "openapi.json", "swagger.yaml", "swagger.yml", "swagger.json")
_USUAL_FOLDERS = ("", "specs", "spec", "api", "openapi")
_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_./-]*")
_MORE = (
    "    # overlays: [overlays/mend.yaml]  # correct the description without editing it\n",
    "    # exclude: {deprecated: true, paths: [/internal/*]}  # or include\n",
    "    # names: {operations: {GET /users: listUsers}}  # in place of names that are missing or bad\n",
)
"""What a reader may want next, to be uncommented."""
_NOT_PLAIN = {"true", "false", "null"}


def init(spec: str | None, run: Run) -> ExitCode:
    """Write `specloom.yaml` and its JSON Schema into the current folder; neither may exist with another content."""
    diagnostics = run.collector()
    if spec == "":
        diagnostics.report(codes.USAGE, None, problem="the name of the description is empty", command="specloom init")
        run.show_errors()
        return ExitCode.USAGE
    try:
        path = Path(spec) if spec is not None else _find_spec(diagnostics)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    reading = Diagnostics(lenient=True)
    run.collectors.append(reading)
    try:
        api = load_api(SourceSettings(name="", spec=path, label=path.name, root=path.parent), reading).api
    except Stop:
        run.show_errors()
        return run.refusal
    texts = {
        Path(DEFAULT_CONFIG): "".join(_config(api, _relative(path))),
        Path(SCHEMA_FILE): schema_text(usable_schemas()),
    }
    try:
        write_new(texts, diagnostics)
    except Stop:
        run.show_errors()
        return ExitCode.USAGE
    run.show_errors()
    run.console.message(f"wrote {DEFAULT_CONFIG} and {SCHEMA_FILE}; next: specloom generate")
    return ExitCode.OK


def _find_spec(diagnostics: Diagnostics) -> Path:
    """Return the one description that stands where descriptions usually do."""
    places = [Path(folder, name) for folder in _USUAL_FOLDERS for name in _USUAL_NAMES]
    found = [place for place in places if place.is_file()]
    if len(found) != 1:
        names = ", ".join(place.as_posix() for place in found)
        problem = f"which of {names} is it?" if found else "name the description: there is none in the usual places"
        diagnostics.report(codes.USAGE, None, problem=problem, command="specloom init")
        raise Stop
    return found[0]


def _relative(path: Path) -> str:
    """Return a path as the config in the current folder names it, posix."""
    return PurePath(os.path.relpath(path)).as_posix() if path.is_absolute() else path.as_posix()


def _config(api: Api, spec: str) -> Iterator[str]:
    """Yield the lines of a first config."""
    yield "# What specloom reads, makes and writes: `specloom generate`. Every setting: `specloom schema`.\n"
    yield f"$schema: ./{SCHEMA_FILE}\n"
    yield "version: 1\n"
    yield "out: generated\n"
    yield "sources:\n"
    yield f"  {_plain(api.info.slug)}:\n"
    yield f"    spec: {_plain(spec)}\n"
    schemes = [scheme for scheme in api.security_schemes if scheme.credentials]
    if schemes:
        yield "    credentials: # environment variables that hold them, never the secrets themselves\n"
    for scheme in schemes:
        yield f"      {_plain(scheme.name)}: {_variables(scheme)}\n"
    yield from _MORE
    yield "targets:\n"
    for target in usable_schemas():
        yield f"  {target}: {{}}\n"


def _variables(scheme: SecurityScheme) -> str:
    match scheme.credentials:
        case (single,):
            return single.variable
        case several:
            return "{" + ", ".join(f"{each.name}: {each.variable}" for each in several) + "}"


def _plain(text: str) -> str:
    """Return text as YAML writes it, quoted where it is not a plain word."""
    if _PLAIN.fullmatch(text) and text.lower() not in _NOT_PLAIN:
        return text
    return json.dumps(text, ensure_ascii=not text.isprintable())
