"""Reading repositories with git: a commit is fetched into a bare repository of our own, and its files are read from there.

Nothing is ever checked out, so no hook, no filter, no submodule and no link of the source gets a chance to act. Only a few
protocols are allowed, whatever the user's own settings say; nobody is asked for a password.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from specloom.vendor.address import AddressError, check_ref, is_commit

__all__ = ["Blob", "GitError", "Repository", "resolve"]

_TIMEOUT = 300
_SAFE = (
    *("-c", "protocol.ext.allow=never", "-c", "protocol.allow=never"),
    *("-c", "protocol.https.allow=always", "-c", "protocol.ssh.allow=always", "-c", "protocol.file.allow=always"),
    *(
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "core.fsmonitor=false",
        "-c",
        "gc.auto=0",
        "-c",
        "maintenance.auto=false",
    ),
    *("-c", "submodule.recurse=false", "-c", "fetch.recurseSubmodules=false", "-c", "transfer.bundleURI=false"),
    *("-c", "fetch.fsckObjects=true", "-c", "core.symlinks=false"),
)
_OF_A_REPOSITORY = frozenset(
    {
        *("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_ALTERNATE_OBJECT_DIRECTORIES"),
        *("GIT_COMMON_DIR", "GIT_CONFIG", "GIT_GRAFT_FILE", "GIT_NAMESPACE", "GIT_PREFIX"),
        *("GIT_REPLACE_REF_BASE", "GIT_SHALLOW_FILE", "GIT_EXTERNAL_DIFF", "GIT_CEILING_DIRECTORIES", "GIT_TRACE"),
    }
)
"""Variables that point git at a repository: set where we run inside a hook, and never meant for ours."""
_LINE = re.compile(rb"(?P<mode>[0-7]{6}) (?P<type>\w+) (?P<sha>[0-9a-f]+) +(?P<size>\d+|-)\t(?P<path>.*)", re.DOTALL)


class GitError(Exception):
    """git could not do it; the text says why, in git's own words."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A file of a commit."""

    mode: str
    sha: str
    size: int

    @property
    def is_regular(self) -> bool:
        """Whether it is a file, and no link or submodule."""
        return self.mode in {"100644", "100755"}


@dataclass(slots=True)
class Repository:
    """A bare repository of our own, in a folder that its owner removes."""

    folder: Path
    _trees: dict[str, Mapping[str, Blob]] = field(default_factory=dict[str, Mapping[str, Blob]])

    @classmethod
    def new(cls, folder: Path) -> Repository:
        """Return an empty one."""
        _git("init", "--bare", "--quiet", "--template=", "--", str(folder))
        return cls(folder)

    def fetch(self, url: str, full_ref: str) -> str:
        """Fetch what a full ref, or the name of a commit, leads to, and return the commit."""
        if is_commit(full_ref):
            return self._fetch_commit(url, full_ref)
        self._run("fetch", "--quiet", "--depth=1", "--no-tags", "--", url, f"+{full_ref}:refs/specloom/wanted")
        return self._commit("refs/specloom/wanted")

    def _fetch_commit(self, url: str, commit: str) -> str:
        try:
            self._run("fetch", "--quiet", "--depth=1", "--no-tags", "--", url, f"+{commit}:refs/specloom/wanted")
        except GitError:  # a server that hands out the tips of branches and tags alone
            every = ("+refs/heads/*:refs/specloom/heads/*", "+refs/tags/*:refs/specloom/tags/*")
            self._run("fetch", "--quiet", "--no-tags", "--", url, *every)
        return self._commit(commit)

    def _commit(self, name: str) -> str:
        return self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()

    def tree(self, commit: str) -> Mapping[str, Blob]:
        """Return every file of a commit, by its path."""
        if commit not in self._trees:
            listed = self._run("ls-tree", "-r", "-z", "--long", "--full-tree", commit)
            self._trees[commit] = dict(_entries(listed.split(b"\0")))
        return self._trees[commit]

    def read(self, blobs: Iterable[Blob]) -> list[bytes]:
        """Return the bytes of files, in their order."""
        wanted = list(blobs)
        asked = "".join(f"{blob.sha}\n" for blob in wanted).encode()
        answer = self._run("cat-file", "--batch", stdin=asked)
        found: list[bytes] = []
        at = 0
        for blob in wanted:
            end = answer.index(b"\n", at)
            if answer[at:end] != f"{blob.sha} blob {blob.size}".encode():
                raise GitError(f"the object {blob.sha} cannot be read")
            found.append(answer[end + 1 : end + 1 + blob.size])
            at = end + 2 + blob.size
        return found

    def _run(self, *arguments: str, stdin: bytes | None = None) -> bytes:
        return _git(f"--git-dir={self.folder}", *arguments, stdin=stdin)


def _entries(lines: Iterable[bytes]) -> Iterable[tuple[str, Blob]]:
    for line in lines:
        match = _LINE.fullmatch(line)
        if match:
            size = match["size"].decode()
            blob = Blob(match["mode"].decode(), match["sha"].decode(), 0 if size == "-" else int(size))
            yield match["path"].decode("utf-8", errors="surrogateescape"), blob


def resolve(url: str, ref: str | None) -> tuple[str, str, str]:
    """Return the ref by the name to record, by its full name, and the commit that it leads to at the moment.

    Without a ref it is the branch that the repository has checked out.
    """
    if ref is not None and is_commit(ref):
        return ref, ref, ref
    listed = _git("ls-remote", "--symref", "--", url).decode("utf-8", errors="replace")
    heads: dict[str, str] = {}
    for line in listed.splitlines():
        value, _, name = line.partition("\t")
        heads[f"@{name}" if value.startswith("ref: ") else name] = value.removeprefix("ref: ")
    if ref is None:
        full = heads.get("@HEAD", "HEAD")
        candidates = [full] if full in heads and _is_plain(full) else []
    else:
        candidates = [name for name in (f"refs/heads/{ref}", f"refs/tags/{ref}", ref) if name in heads]
    if not candidates:
        raise LookupError(f"it has no branch or tag {ref!r}" if ref else "it has no commits")
    if len(candidates) > 1:
        raise LookupError(f"{ref!r} is a branch and a tag: say refs/heads/{ref} or refs/tags/{ref}")
    full = candidates[0]
    return ref or full.removeprefix("refs/heads/"), full, heads.get(f"{full}^{{}}", heads[full])


def _is_plain(ref: str) -> bool:
    try:
        check_ref(ref)
    except AddressError:
        return False
    return True


def _git(*arguments: str, stdin: bytes | None = None) -> bytes:
    """Return what git prints; raise `GitError` where it fails."""
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_REPOSITORY}
    environment |= {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0", "GIT_ALLOW_PROTOCOL": "https:ssh:file"}
    try:
        done = subprocess.run(
            ["git", *_SAFE, *arguments],
            input=stdin,
            stdin=subprocess.DEVNULL if stdin is None else None,
            capture_output=True,
            env=environment,
            timeout=_TIMEOUT,
            check=False,
        )
    except FileNotFoundError as error:
        raise GitError("git is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise GitError(f"no answer within {_TIMEOUT} seconds") from error
    if done.returncode:
        raise GitError(_reason(done.stderr.decode("utf-8", errors="replace")))
    return done.stdout


def _reason(text: str) -> str:
    """Return the first line that says what is wrong."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    told = [line for line in lines if line.startswith(("fatal: ", "error: ", "remote: "))] or lines
    return told[0].partition(": ")[2] or told[0] if told else "it said nothing"
