"""The text that was generated last, of a file that was edited since: what both changes began with.

The manifest has its hash, and a text with that hash is the right one wherever it comes from: what is generated now, the copy
that the folder keeps of each file that carries an edit, this machine's cache, the history of git (docs/decisions/0026).
"""

from __future__ import annotations

import json
import os
import tempfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from specloom.output.files import PRISTINE, sha256
from specloom.output.git import old_versions
from specloom.output.manifest import Manifest, checksums

__all__ = ["PristineTexts", "remember"]

_PACKS = 30
"""So many states of folders are remembered on one machine; the oldest go first."""


@dataclass(slots=True)
class PristineTexts:
    """Finds texts that were generated into one folder."""

    root: Path
    manifest: Manifest
    cache: Path | None
    _pack: Mapping[str, bytes] | None = field(default=None, init=False)

    def find(self, path: str, now: bytes) -> bytes | None:
        """Return the text that was generated for a path last, given the one that is generated now; None if it is lost."""
        wanted = self.manifest.generated(path)
        for place in self._places(path, now):
            for text in place():
                if sha256(text) == wanted:
                    return text
        return None

    def _places(self, path: str, now: bytes) -> Iterator[Callable[[], Iterator[bytes]]]:
        yield lambda: iter([now])
        yield partial(_content, self.root / PRISTINE / path)
        yield partial(self._packed, path)
        yield partial(old_versions, self.root, path)

    def _packed(self, path: str) -> Iterator[bytes]:
        if self._pack is None:
            self._pack = _read_pack(self.cache, _key(self.manifest))
        if path in self._pack:
            yield self._pack[path]


def _content(path: Path) -> Iterator[bytes]:
    with suppress(OSError):
        yield path.read_bytes()


def _key(manifest: Manifest) -> str:
    return sha256(checksums({**manifest.files, **manifest.pristine}).encode())


def _read_pack(cache: Path | None, key: str) -> Mapping[str, bytes]:
    if cache is None:
        return {}
    try:
        texts = json.loads(zlib.decompress((cache / key).read_bytes()))
        return {str(path): str(text).encode() for path, text in texts.items()}
    except (OSError, ValueError, zlib.error, AttributeError):
        return {}


def remember(manifest: Manifest, texts: Mapping[str, str], cache: Path) -> None:
    """Keep the texts of a folder in the cache, for the day when one of them is edited; that may fail without harm."""
    pack = cache / _key(manifest)
    with suppress(OSError):
        if pack.exists():
            return
        cache.mkdir(parents=True, exist_ok=True)
        content = zlib.compress(json.dumps({path: texts[path] for path in manifest.files}).encode())
        handle, name = tempfile.mkstemp(dir=cache)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        os.replace(name, pack)
        packs = sorted(cache.iterdir(), key=lambda each: each.stat().st_mtime_ns)
        for old in packs[:-_PACKS]:
            old.unlink()
