"""The tree that a source stands in: of a commit, or of this machine. Reads what is asked for, and follows no link."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Protocol

from specloom.output.tree import Kind, files_below, first_obstacle, kind_of, look
from specloom.vendor.git import Repository

__all__ = ["CommitTree", "FolderTree", "Tree", "TreeError", "top_of"]

MOST_BYTES = 512 * 1024 * 1024
"""Of all files that are read at once."""


class TreeError(ValueError):
    """A path of the tree that cannot be read as a regular file; says why."""


class Tree(Protocol):
    """Files by posix path."""

    def names(self, folder: str) -> Iterable[str]:
        """Return the names of the regular files that stand directly in a folder."""
        ...

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        """Return the bytes of files; raise `TreeError` where one is not there, or is no regular file."""
        ...

    def ending(self, path: str) -> list[str]:
        """Return the paths that end with this one, sorted."""
        ...


class CommitTree:
    """The files of a commit."""

    def __init__(self, repository: Repository, commit: str) -> None:
        self._repository = repository
        self._blobs = repository.tree(commit)

    def names(self, folder: str) -> Iterable[str]:
        prefix = f"{folder}/" if folder else ""
        inside = (
            path.removeprefix(prefix)
            for path, blob in self._blobs.items()
            if path.startswith(prefix) and blob.is_regular
        )
        return sorted(path for path in inside if "/" not in path)

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        wanted = list(paths)
        for path in wanted:
            blob = self._blobs.get(path)
            if blob is None:
                raise TreeError(f"{path!r} is not there")
            if not blob.is_regular:
                raise TreeError(f"{path!r} is a link or a submodule, and only regular files are copied")
        blobs = [self._blobs[path] for path in wanted]
        if sum(blob.size for blob in blobs) > MOST_BYTES:
            raise TreeError(f"its files have more than {MOST_BYTES} bytes")
        return dict(zip(wanted, self._repository.read(blobs), strict=True))

    def ending(self, path: str) -> list[str]:
        return sorted(each for each in self._blobs if each == path or each.endswith(f"/{path}"))


class FolderTree:
    """The files of a folder of this machine."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def names(self, folder: str) -> Iterable[str]:
        here = self._root / folder
        if first_obstacle(self._root, folder) or not here.is_dir():
            return []
        return sorted(path.name for path in here.iterdir() if kind_of(path) is Kind.FILE)

    def read(self, paths: Iterable[str]) -> Mapping[str, bytes]:
        found: dict[str, bytes] = {}
        size = 0
        for path in paths:
            obstacle = first_obstacle(self._root, path.rpartition("/")[0])
            entry = look(self._root / path)
            if entry.kind is Kind.NOTHING:
                raise TreeError(f"{path!r} is not there")
            if obstacle or entry.content is None:
                raise TreeError(f"{path!r} is a link, and only regular files are copied")
            size += len(entry.content)
            if size > MOST_BYTES:
                raise TreeError(f"its files have more than {MOST_BYTES} bytes")
            found[path] = entry.content
        return found

    def ending(self, path: str) -> list[str]:
        return sorted(each for each in files_below(self._root) if each == path or each.endswith(f"/{path}"))


def top_of(folder: Path) -> Path:
    """Return the folder of the repository that a folder stands in; the folder itself where it stands in none."""
    return next((each for each in (folder, *folder.parents) if (each / ".git").exists()), folder)
