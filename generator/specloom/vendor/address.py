"""Where a source is: the argument of `vendor add` in, an `Address` out, with nothing in it that git could misread.

git takes an address or a ref that begins with `-` for an option, and one like `ext::program` for a program to run. Both
come from people, and from files of other people; so only plain forms get through.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from specloom.output.paths import UnsafePathError, check_path

__all__ = ["Address", "AddressError", "check_git", "check_ref", "is_commit", "parse_source"]

_REF = re.compile(r"[A-Za-z0-9_][A-Za-z0-9_./+@=-]*")
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
_SCP = re.compile(r"(?P<user>[A-Za-z0-9_][A-Za-z0-9_.-]*@)(?P<host>[A-Za-z0-9][A-Za-z0-9.-]*):(?P<path>[^:]+)")
_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/]*|[^/@]+@[^/:@]+:")
"""What comes before the path in an address; an `@` in it is about a user."""
_SCHEMES = frozenset({"https", "ssh", "file"})
_MARK = "git+"


class AddressError(ValueError):
    """The text is no address that is safe to use; says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A source as a person names it. Paths on this machine are relative to the folder of `specloom.vendor.yaml`."""

    git: str | None = None
    """A repository: an address that git knows, or a path. None: `path` is a folder of this machine."""
    ref: str | None = None
    """A branch, a tag, a commit; None: what the repository has checked out."""
    path: str = ""
    """The generated folder: inside the repository (posix; empty for its root), or on this machine."""

    @property
    def label(self) -> str:
        """The source in messages and in `ORIGIN.txt`."""
        if self.git is None:
            return self.path
        return self.git + (f"@{self.ref}" if self.ref else "") + (f"#{self.path}" if self.path else "")


def is_commit(ref: str) -> bool:
    """Return whether a ref is the full name of a commit, which never moves."""
    return bool(_COMMIT.fullmatch(ref))


def parse_source(text: str, base: Path, *, ref: str | None = None, path: str | None = None) -> Address:
    """Return the address of an argument: `git+https://host/repo@ref#folder`, any address of git, or a path.

    A path is a repository where `.git` is in it, where it is a bare one, or where a ref is asked for.
    """
    rest, hash_, folder = text.partition("#") if "#" in text else (text, "", "")
    if hash_ and path is not None:
        raise AddressError("the folder is named twice: after # and with --path")
    folder = folder if hash_ else path or ""
    marked = rest.startswith(_MARK)
    rest = rest.removeprefix(_MARK)
    if marked:
        host = _HOST.match(rest)
        start = host.end() if host else 0
        place, at, named = rest[start:].rpartition("@")
        if at and ref is not None:
            raise AddressError("the ref is named twice: after @ and with --ref")
        rest, ref = (rest[:start] + place, named) if at else (rest, ref)
    if marked or ref is not None or _is_remote(rest) or _is_repository(base / rest):
        found = Address(git=rest, ref=ref, path=folder.strip("/"))
        check_git(found.git or "")
        if ref is not None:
            check_ref(ref)
        if found.path:
            check_folder(found.path)
        return found
    if not rest or not rest.isprintable():
        raise AddressError("the source is empty" if not rest else "a path must be printable text")
    joined = Path(rest, folder.strip("/")) if folder else Path(rest)
    return Address(path=joined.as_posix())


def check_git(text: str) -> None:
    """Raise `AddressError` unless this is an address of a repository that leads to nothing but a repository."""
    if not text or not text.isprintable() or text != text.strip():
        raise AddressError("the address of the repository must be printable text")
    if text.startswith("-"):
        raise AddressError("the address of a repository cannot begin with '-': git would take it for an option")
    if "::" in text.partition("/")[0]:
        raise AddressError("an address with '::' names a program for git to run, which is refused")
    if not _is_remote(text):
        return
    if _SCP.fullmatch(text):
        return
    try:
        parts = urlsplit(text)
        host, password = parts.hostname or "", parts.password
        _ = parts.port
    except ValueError as error:
        raise AddressError(f"the address is damaged: {error}") from error
    if parts.scheme not in _SCHEMES:
        raise AddressError(f"{parts.scheme}: is not one of {', '.join(sorted(_SCHEMES))}")
    if password is not None or (parts.username and parts.scheme == "https"):
        raise AddressError("the address holds a credential, which would be recorded: leave that to git's own helpers")
    if parts.scheme != "file" and not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9.:-]*", host):
        raise AddressError("the host of the address is none")
    if (parts.username or "").startswith("-"):
        raise AddressError("a user name cannot begin with '-'")
    if parts.query or parts.fragment:
        raise AddressError("the address has a query or a fragment")


def check_ref(text: str) -> None:
    """Raise `AddressError` unless this is a branch, a tag or a commit, by a name that git cannot take for more."""
    if not _REF.fullmatch(text) or ".." in text or "@{" in text or "//" in text or text.endswith(("/", ".", ".lock")):
        raise AddressError(f"{text!r} is not the name of a branch, a tag or a commit")


def check_folder(text: str) -> None:
    """Raise `AddressError` unless this is a folder inside the repository."""
    try:
        check_path(text)
    except UnsafePathError as error:
        raise AddressError(str(error)) from error


def _is_remote(text: str) -> bool:
    return "://" in text or "::" in text.partition("/")[0] or bool(_SCP.fullmatch(text))


def _is_repository(path: Path) -> bool:
    return (path / ".git").exists() or ((path / "HEAD").is_file() and (path / "objects").is_dir())
