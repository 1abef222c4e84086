"""Writing single files that must not exist yet, for `init`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from specloom.diagnostics import Diagnostics, Location, codes
from specloom.output.tree import Kind, kind_of

__all__ = ["write_new"]


def write_new(texts: Mapping[Path, str], diagnostics: Diagnostics) -> None:
    """Write all of these files, or none: report each that exists with another content, or that cannot be written.

    Raises `Stop` after a report. A file that has the text already is left as it is.
    """
    missing: dict[Path, bytes] = {}
    for path, text in texts.items():
        content = text.encode()
        if kind_of(path) is Kind.NOTHING:
            missing[path] = content
        elif not path.is_file() or path.read_bytes() != content:
            diagnostics.report(codes.FILE_EXISTS, Location(path.as_posix()), path=path.as_posix())
    diagnostics.stop_on_errors()
    for path, content in missing.items():
        try:
            with path.open("xb") as file:
                file.write(content)
        except OSError as error:
            reason = error.strerror or str(error)
            diagnostics.report(codes.OUTPUT_UNWRITABLE, Location(path.as_posix()), path=path.as_posix(), reason=reason)
    diagnostics.stop_on_errors()
