"""Small outputs for the tests of this package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from specloom.diagnostics import Diagnostics
from specloom.output import Inputs, Output, OutputFolder, Report, apply, make_plan

INPUTS = Inputs(
    spec="api.yaml",
    files={"api.yaml": "0" * 64},
    config_sha256="1" * 64,
    templates_sha256="2" * 64,
    formatter="black 1",
    generator="1.0.0",
    ir_version=1,
)


def output_of(files: Mapping[str, str], *, path: str = "python", generator: str = "1.0.0") -> Output:
    """Return an output with one folder."""
    inputs = replace(INPUTS, generator=generator)
    return Output(folders=(OutputFolder(path=path, target="python", inputs=inputs, files=files),))


def write(out: Path, files: Mapping[str, str], *, force: bool = False, generator: str = "1.0.0") -> Report:
    """Plan and apply an output of one folder."""
    diagnostics = Diagnostics()
    plan = make_plan(output_of(files, generator=generator), out, diagnostics, force=force)
    return apply(plan, diagnostics, force=force)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return bytes and modification time of everything below a folder; folders are there with a slash."""
    found: dict[str, tuple[bytes, int]] = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_dir() and not path.is_symlink():
            found[name + "/"] = (b"", 0)
        else:
            found[name] = (path.read_bytes(), path.lstat().st_mtime_ns)
    return found
