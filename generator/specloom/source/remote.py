"""Documents on the network: read where the config allows the address, used where they are the bytes that it pins."""

from __future__ import annotations

import hashlib
import os
import sys
import tempfile
from pathlib import Path

from specloom import trace
from specloom.diagnostics import Code, codes
from specloom.source.access import RemotePolicy
from specloom.source.addresses import folder_of
from specloom.source.fetch import FetchError, fetch

__all__ = ["RemoteError", "RemoteReader", "cache_folder"]


class RemoteError(Exception):
    """A document that is not used, and why. Never leaves this package."""

    def __init__(self, code: Code, **fields: str) -> None:
        super().__init__(code.name)
        self.code = code
        self.fields = fields


class RemoteReader:
    """Reads remote documents for one run; each address is asked once at most."""

    def __init__(self, policy: RemotePolicy, setting: str, limit: int) -> None:
        self._policy = policy
        self._setting = setting
        self._limit = limit
        self._read: dict[str, bytes | RemoteError] = {}

    def allows(self, url: str) -> bool:
        """Return whether the config lets an address be asked."""
        return self._policy.allows(url)

    def refusal(self, url: str, ref: str) -> RemoteError:
        """Return what to say of an address that the config does not allow."""
        return RemoteError(codes.REF_REMOTE, ref=ref, allow=folder_of(url), setting=self._setting)

    def read(self, url: str) -> str:
        """Return the text at an allowed address; raises `RemoteError`."""
        if url not in self._read:
            try:
                self._read[url] = self._pinned(url)
            except RemoteError as error:
                trace.spoil()  # the network may say something else another time
                self._read[url] = error
        found = self._read[url]
        if isinstance(found, RemoteError):
            raise found
        try:
            return found.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise _unreadable(url, f"it is not UTF-8 text (byte {error.start})", "ask its owner to mend it") from error

    def _pinned(self, url: str) -> bytes:
        pin = self._policy.pins.get(url)
        kept = _from_cache(pin) if pin is not None else None
        if kept is not None:
            return kept
        try:
            content = fetch(url, limit=self._limit, allow_private_network=self._policy.allow_private_network)
        except FetchError as error:
            raise _unreadable(url, error.reason, error.fix.format(setting=self._setting)) from error
        found = hashlib.sha256(content).hexdigest()
        if found != pin:
            problem = "is allowed, but not pinned" if pin is None else "is not what the config pins any more"
            raise RemoteError(codes.REMOTE_PIN, url=url, problem=problem, sha256=found, setting=self._setting)
        _keep(found, content)
        return content


def _unreadable(url: str, reason: str, fix: str) -> RemoteError:
    return RemoteError(codes.REMOTE_UNREADABLE, url=url, reason=reason, fix=fix)


def _cache() -> Path | None:
    """Return the folder of documents by hash."""
    folder = cache_folder()
    return folder / "remote" if folder else None


def cache_folder() -> Path | None:
    """Return where things are kept that can be made again: SPECLOOM_CACHE_DIR, else in the user's cache folder."""
    stated = os.environ.get("SPECLOOM_CACHE_DIR")
    if stated:
        return Path(stated)
    try:
        home = Path.home()
    except RuntimeError:
        return None
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = home / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache")
    return base / "specloom"


def _from_cache(digest: str) -> bytes | None:
    """Return the document of a hash, if it is there and still has that hash."""
    folder = _cache()
    if folder is None:
        return None
    try:
        content = (folder / digest).read_bytes()
    except OSError:
        return None
    return content if hashlib.sha256(content).hexdigest() == digest else None


def _keep(digest: str, content: bytes) -> None:
    """Put a document into the cache, whole or not at all; a cache that cannot be written is no fault."""
    folder = _cache()
    if folder is None:
        return
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=folder)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, folder / digest)
    except OSError:
        return
