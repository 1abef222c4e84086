"""What git knows of generated files, where there is a repository: which it tracks, and what they said earlier.

Asks `git` itself. Where there is none, or no repository, the answer is that nothing is known; never a guess.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Collection, Iterator
from pathlib import Path

__all__ = ["Untracked", "old_versions", "untracked"]

_LIMIT = 60
"""Seconds."""
_VERSIONS = 50
"""So many commits of a file are looked at."""
_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""Set inside of hooks, for another folder than the one we ask about."""

Untracked = dict[str, bool]
"""Files that git does not know, by path; whether `.gitignore` keeps it from knowing them."""


def _git(folder: Path, *arguments: str, stdin: bytes | None = None) -> bytes | None:
    """Return what git prints about a folder; None where it cannot say."""
    environment = {key: value for key, value in os.environ.items() if key not in _PLACES}
    environment |= {"LC_ALL": "C", "GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0"}
    if index := environment.get("GIT_INDEX_FILE"):
        environment["GIT_INDEX_FILE"] = str(Path(index).absolute())  # of the commit that a hook is about
    try:
        done = subprocess.run(
            ["git", "-c", "core.fsmonitor=false", *arguments],
            cwd=folder,
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            check=False,
            timeout=_LIMIT,
            env=environment,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    # `check-ignore` says 1 where nothing is ignored
    return done.stdout if done.returncode == 0 or (done.returncode == 1 and arguments[0] == "check-ignore") else None


def untracked(folder: Path, paths: Collection[str]) -> Untracked | None:
    """Return which of these files, relative to `folder`, git does not know; None where no repository can say it.

    A folder that git ignores as a whole is not meant to be committed: nothing in it is missing.
    """
    tracked = _git(folder, "ls-files", "-z", "--cached")
    if tracked is None:
        return None
    known = set(tracked.decode("utf-8", "surrogateescape").split("\0"))
    unknown = sorted(set(paths) - known)
    if not unknown:
        return {}
    ignored = _git(folder, "check-ignore", "-z", "--stdin", stdin="\0".join([".", *unknown]).encode() + b"\0")
    if ignored is None:
        return None
    hidden = set(ignored.decode("utf-8", "surrogateescape").split("\0"))
    return {} if "." in hidden else {path: path in hidden for path in unknown}


def old_versions(folder: Path, path: str) -> Iterator[bytes]:
    """Yield what a file said: in the index, and in the commits that changed it, the last one first."""
    staged = _git(folder, "cat-file", "blob", f":./{path}")
    if staged is not None:
        yield staged
    commits = _git(folder, "log", f"-n{_VERSIONS}", "--format=%H", "--", path)
    for commit in (commits or b"").decode().split():
        content = _git(folder, "cat-file", "blob", f"{commit}:./{path}")
        if content is not None:
            yield content
