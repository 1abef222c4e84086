"""Bringing two changes of one text together: that of a hand, and that of the description.

Done by `git merge-file`, which is where a repository is, and which everybody knows. A result that is no longer a file of its
kind counts as a conflict.
"""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import tempfile
import warnings
from pathlib import Path
from typing import NoReturn

__all__ = ["MergeConflictError", "fault_of", "merge"]

_OURS, _THEIRS = "specloom-edited", "specloom-generated"
_MARKER = re.compile(rb"(<{7} specloom-edited|\|{7}.*|={7}|>{7} specloom-generated)\r?\n?")
_LIMIT = 60
"""Seconds."""


class MergeConflictError(ValueError):
    """The two cannot be brought together; the message says where, or why."""


def merge(name: str, base: bytes, edited: bytes, generated: bytes) -> bytes:
    """Return the generated text with what a hand changed in `base`; raise `MergeConflictError` where both say something."""
    if base == generated:
        merged = edited
    elif edited == base:
        merged = generated
    else:
        merged = _three_way(base, edited, generated)
    problem = fault_of(name, merged)
    if problem:
        raise MergeConflictError(f"together they are no valid file: {problem}")
    return merged


def _three_way(base: bytes, edited: bytes, generated: bytes) -> bytes:
    with tempfile.TemporaryDirectory(prefix="specloom-") as folder:
        paths = [Path(folder) / name for name in (_OURS, "base", _THEIRS)]
        for path, content in zip(paths, (edited, base, generated), strict=True):
            path.write_bytes(content)
        labels = [part for label in (_OURS, "base", _THEIRS) for part in ("-L", label)]
        command = ["git", "merge-file", "-p", "-q", "--diff3", *labels, *map(str, paths)]
        try:
            done = subprocess.run(
                command, capture_output=True, check=False, timeout=_LIMIT, cwd=folder, env={**os.environ, "LC_ALL": "C"}
            )
        except FileNotFoundError as error:
            raise MergeConflictError("git is not there to merge them") from error
        except (OSError, subprocess.TimeoutExpired) as error:
            raise MergeConflictError(f"git could not merge them ({type(error).__name__})") from error
    if done.returncode == 0:
        return done.stdout
    if 0 < done.returncode < 128:  # how many conflicts, git-merge-file(1)
        raise MergeConflictError(_where(done.stdout))
    raise MergeConflictError("git could not merge them")


def _where(text: bytes) -> str:
    """Return in which lines of the edited file both changed something."""
    found: list[str] = []
    line, start, side = 1, 0, b""
    for each in text.splitlines(keepends=True):
        marker = _MARKER.fullmatch(each)
        if marker and each.startswith(b"<"):
            start, side = line, b"<"
        elif marker and each.startswith(b">"):
            found.append(f"{start}" if line - start <= 1 else f"{start}-{line - 1}")
            side = b""
        elif marker and side:
            side = each[:1]
        elif side in {b"", b"<"}:
            line += 1
    lines = "line" if len(found) == 1 and "-" not in found[0] else "lines"
    return f"both change {lines} {', '.join(found)}"


def fault_of(name: str, content: bytes) -> str | None:
    """Return why a file is not what its name says, Python or JSON; None for any other and where nothing is wrong."""
    try:
        if name.endswith(".py"):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                ast.parse(content)
        elif name.endswith(".json"):
            json.loads(content, parse_constant=_refuse_constant)
    except SyntaxError as error:
        return f"line {error.lineno or 1}: {error.msg}"
    except json.JSONDecodeError as error:
        return f"line {error.lineno}: {error.msg}"
    except (ValueError, RecursionError, MemoryError) as error:
        return str(error) or type(error).__name__
    return None


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")
