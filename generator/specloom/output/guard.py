"""Which folders specloom may write to: it deletes files there, so one that holds anything else of value is refused."""

from __future__ import annotations

from pathlib import Path

from specloom.diagnostics import Diagnostics, Location, codes
from specloom.output.tree import Kind, kind_of

__all__ = ["check_out_folder"]


def check_out_folder(out: Path, base: Path, diagnostics: Diagnostics) -> None:
    """Report `OUTPUT_UNSAFE` unless `out` is a real folder, or nothing yet, apart from what is of value.

    `base` is the folder that the command works from: that of the config, or the current one.
    """
    if reason := _objection(out, base):
        path = out.as_posix()
        diagnostics.report(codes.OUTPUT_UNSAFE, Location(path), path=path, reason=reason)


def _objection(out: Path, base: Path) -> str | None:
    here = out if out.is_absolute() else Path.cwd() / out
    home = base.resolve()
    if kind_of(here) is Kind.FILE:
        return "it is a file"
    if kind_of(here) is Kind.OTHER:
        return "it is a symbolic link"
    if link := _link_between(here, home):
        return f"{link.name!r} on the way to it is a symbolic link"
    real = here.resolve()
    if real == home or real in home.parents:
        return "it is the folder that the command runs in, or holds it"
    if ".git" in real.parts or (real / ".git").exists():
        return "it belongs to git"
    return None


def _link_between(path: Path, base: Path) -> Path | None:
    """Return a symbolic link on the way from `base` down to `path`; what lies above `base` is the user's own affair."""
    for folder in path.parents:
        if folder == base:
            return None
        if base in folder.parents and folder.is_symlink():
            return folder
    return None
