"""What hands changed in one target folder, and what belongs there because of it.

Comes in: what is generated, the manifest of the last run, and the disk. Goes out: the bytes that belong into the folder, and
for each file why it may not be replaced. The setting `edits` decides (docs/decisions/0026).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from specloom.diagnostics import Code, codes
from specloom.output.files import OWN_FOLDER, PRISTINE, Edits, OutputFolder, sha256
from specloom.output.keep import KeptPaths
from specloom.output.manifest import Manifest, with_own_files
from specloom.output.merge import MergeConflictError, merge
from specloom.output.pristine import PristineTexts
from specloom.output.tree import look

__all__ = ["HandEdits", "with_plain_ends"]


@dataclass(slots=True)
class HandEdits:
    """The edits of one folder."""

    folder: OutputFolder
    root: Path
    manifest: Manifest | None
    edits: Edits
    kept: KeptPaths
    cache: Path | None = None
    _known: dict[str, str] | None = field(default=None, init=False)
    _conflicts: dict[str, str] = field(default_factory=dict[str, str], init=False)

    def known(self) -> Mapping[str, str]:
        """Return the files that specloom wrote, with the hashes that they had; without those that are the user's own."""
        if self._known is None:
            files = self.manifest.files if self.manifest else dict[str, str]()
            pristine = self.manifest.pristine if self.manifest else dict[str, str]()
            self._known = {path: digest for path, digest in files.items() if path not in self.kept}
            self._known |= {f"{PRISTINE}/{path}": digest for path, digest in pristine.items()}
        return self._known

    def wanted(self) -> dict[str, bytes]:
        """Return what belongs into the folder, by path."""
        edited = dict(self._merged()) if self.edits is Edits.MERGE and self.manifest else {}
        return with_own_files(self.folder, edited, self.kept)

    def _merged(self) -> dict[str, bytes]:
        """Return each file that somebody changed, with what is generated now; note those where that is not possible."""
        assert self.manifest is not None, "without a manifest nothing is known to be edited"
        texts = PristineTexts(self.root, self.manifest, self.cache)
        found: dict[str, bytes] = {}
        for path, text in self.folder.files.items():
            before = look(self.root / path).content if path in self.known() else None
            if before is None or self.manifest.generated(path) in _hashes(before):
                continue
            base = texts.find(path, text.encode())
            if base is None:
                self._conflicts[path] = "the text that was generated last is not to be found, in git or elsewhere"
                continue
            try:
                found[path] = merge(path, base, with_plain_ends(before), text.encode())
            except MergeConflictError as error:
                self._conflicts[path] = str(error)
        return found

    def is_edited(self, path: str, before: bytes | None) -> bool:
        """Return whether somebody changed a file since the last run. Other line ends alone are no edit."""
        if before is None or path.startswith(f"{OWN_FOLDER}/") or path not in self.known() or self.manifest is None:
            return False
        last = self.manifest.files[path] if self.edits is Edits.MERGE else self.manifest.generated(path)
        return last not in _hashes(before)

    def conflict(self, path: str, before: bytes | None) -> tuple[Code | None, str]:
        """Return why a file that is not as it should be may not be replaced; nothing where it may."""
        if before is not None and path.startswith(f"{OWN_FOLDER}/"):
            return None, ""
        if before is None or path not in self.known() or self.manifest is None:
            return codes.OUTPUT_FOREIGN, ""
        if path in self._conflicts:
            return codes.OUTPUT_CONFLICT, self._conflicts[path]
        is_lost = self.manifest.generated(path) not in _hashes(before)
        if not is_lost or self.edits is Edits.OVERWRITE:
            return None, ""
        if self.edits is Edits.MERGE:
            if path in self.folder.files:
                return None, ""  # what is written has the edit in it
            return codes.OUTPUT_CONFLICT, "it is no longer generated"
        return codes.OUTPUT_EDITED, ""


def with_plain_ends(content: bytes) -> bytes:
    """Return text with LF line ends and no byte order mark."""
    return content.removeprefix(b"\xef\xbb\xbf").replace(b"\r\n", b"\n")


def _hashes(content: bytes) -> set[str]:
    return {sha256(content), sha256(with_plain_ends(content))}
