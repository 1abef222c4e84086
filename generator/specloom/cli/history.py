"""Files as git has them at a revision, written into a folder of our own: nothing is checked out, no hook or filter runs."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

__all__ = ["AbsentError", "HistoryError", "in_repository", "write_revision"]

_TIMEOUT = 300
_REGULAR = ("100644", "100755")


class HistoryError(ValueError):
    """Git has no such revision or path, or is not there; says why."""


class AbsentError(HistoryError):
    """The revision is there, and does not have the path."""


def in_repository(path: str) -> str:
    """Return a path of `REVISION:PATH` from the current folder: it begins at the top of the repository, as git has it.

    With `./` or `../` before it, it begins here.
    """
    if path.startswith(("./", "../", "/")):
        return path
    try:
        top = _git(Path(), "rev-parse", "--show-toplevel").decode().rstrip("\n")
    except HistoryError:
        return path  # which is told of when the revision is looked for
    return Path(os.path.relpath(Path(top) / path)).as_posix()


def write_revision(revision: str, paths: Iterable[Path], into: Path) -> dict[Path, Path]:
    """Write files and folders as they were at a revision below `into`; return where each of them is now.

    Paths lie in one repository; symbolic links and submodules are left out. Raises `HistoryError`.
    """
    wanted = list(paths)
    first = wanted[0].resolve()
    here = next(each for each in (first, *first.parents) if each.is_dir())
    top = Path(_git(here, "rev-parse", "--show-toplevel").decode().rstrip("\n")).resolve()
    if revision.startswith("-"):
        raise HistoryError(f"{revision!r} is no revision")
    try:
        commit = (
            _git(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").decode().strip()
        )
    except HistoryError as error:
        raise HistoryError(f"git knows no revision {revision!r}; was it fetched?") from error
    found: dict[Path, Path] = {}
    for path in wanted:
        try:
            inside = path.resolve().relative_to(top).as_posix()
        except ValueError as error:
            raise HistoryError(f"{path.as_posix()} is not in the repository of {top.name}") from error
        if not _write(top, commit, inside, into):
            raise AbsentError(f"{revision} has no {inside}")
        found[path] = into / inside
    return found


def _write(top: Path, commit: str, inside: str, into: Path) -> bool:
    """Write what stands at a path of a commit; return whether anything does."""
    listed = _git(top, "ls-tree", "-r", "-z", "--full-tree", commit, "--", *([] if inside == "." else [inside]))
    blobs: list[tuple[str, str]] = []
    for line in listed.decode("utf-8", errors="surrogateescape").split("\0"):
        entry, _, path = line.partition("\t")
        if path and entry.split()[0] in _REGULAR and ".." not in PurePosixPath(path).parts:
            blobs.append((path, entry.split()[2]))
    asked = "".join(f"{name}\n" for _, name in blobs).encode()
    answer, at = _git(top, "cat-file", "--batch", stdin=asked), 0
    for path, _ in blobs:
        end = answer.index(b"\n", at)
        size = int(answer[at:end].split()[2])
        target = into / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(answer[end + 1 : end + 1 + size])
        at = end + 2 + size
    return bool(blobs)


def _git(folder: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")} | {"LC_ALL": "C"}
    options = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null")
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *options, *arguments],
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            env=environment,
            timeout=_TIMEOUT,
            check=False,
        )
    except (FileNotFoundError, NotADirectoryError) as error:
        raise HistoryError("git is not installed" if folder.is_dir() else f"there is no folder {folder}") from error
    except subprocess.TimeoutExpired as error:
        raise HistoryError(f"git gave no answer within {_TIMEOUT} seconds") from error
    if done.returncode:
        lines = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise HistoryError(lines[0].partition(": ")[2] or lines[0] if lines else "git said nothing")
    return done.stdout
