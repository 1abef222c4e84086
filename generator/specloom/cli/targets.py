"""`specloom targets`: the targets that there are, ours and those of other packages, and which of these cannot be used."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from specloom import __version__
from specloom.cli.exit_codes import ExitCode
from specloom.cli.run import Run
from specloom.diagnostics.frame import harmless
from specloom.targets.registry import TARGETS, TargetError, installed, package_of, refusals

__all__ = ["list_targets"]


def list_targets(run: Run) -> ExitCode:
    """Print each target with the package that it comes from."""
    rows = list(_rows())
    run.details["targets"] = rows
    if not run.is_json:
        width = max(len(row["target"]) for row in rows)
        for row in rows:
            told = f"cannot be used: {row['problem']}" if row["problem"] else f"{row['package']} {row['version']}"
            run.console.result(harmless(f"{row['target']:<{width}}  {told}") + "\n")
    return ExitCode.OK


def _rows() -> Iterator[dict[str, Any]]:
    for name in TARGETS:
        yield _row(name, "specloom", __version__)
    for name in installed():
        try:
            package = package_of(name)
        except TargetError as error:
            yield _row(name, problem=str(error))
        else:
            assert package is not None, "it is not one of ours"
            yield _row(name, package.name, package.version)
    for name, problem in refusals():
        yield _row(name, problem=problem)


def _row(name: str, package: str | None = None, version: str | None = None, problem: str = "") -> dict[str, Any]:
    return {"target": name, "package": package, "version": version, "problem": problem or None}
