"""What the pipeline returns: every file of every target folder, as text, in memory.

Comes in: paths and texts of the render stage. Goes out: an `Output` whose paths are known to be safe: relative, inside
their folder, made of names that every file system can hold, and apart from each other on all of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from specloom.output.paths import UnsafePathError, check_path, check_together, path_key

__all__ = [
    "ATTRIBUTES",
    "MANIFEST",
    "OWN_FOLDER",
    "PRISTINE",
    "SUMS",
    "Edits",
    "FileOrigin",
    "Inputs",
    "Output",
    "OutputFolder",
    "sha256",
]

OWN_FOLDER = ".specloom"
"""Inside every target folder; no target may emit a file there."""

MANIFEST = f"{OWN_FOLDER}/manifest.json"
SUMS = f"{OWN_FOLDER}/SHA256SUMS"
PRISTINE = f"{OWN_FOLDER}/pristine"
"""The generated text of each file that carries an edit, under its path (docs/decisions/0026)."""
ATTRIBUTES = {
    ".gitattributes": "# Generated: folded in reviews, and the same bytes on every machine.\n* -text linguist-generated\n"
}
"""What git is told of every target folder, as a file among the others. `-text` rather than `eol=lf`: what is checked out is
what was written, whatever `core.autocrlf` says, so that the checksums hold there too."""


def sha256(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


class Edits(StrEnum):
    """What `generate` does where somebody changed a file that it wrote."""

    REFUSE = "refuse"
    """Nothing: it stops."""
    MERGE = "merge"
    """It brings both changes together, and stops where they meet."""
    OVERWRITE = "overwrite"
    """It writes what belongs there; the edit is lost."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Inputs:
    """What the files of one folder were made from. It goes into the manifest and nowhere else."""

    spec: str
    """The root document as the user named it."""
    files: Mapping[str, str]
    """Every file that was read -> the SHA-256 of its text (`Document.hashes`)."""
    config_sha256: str
    """`Job.config_sha256`: of the resolved settings, not of the config file."""
    templates_sha256: str
    """Over the sorted lines `sha256  name` of the target's templates."""
    formatter: str | None = None
    """`black 26.10.1`, where a formatter decided bytes."""
    captures_sha256: str | None = None
    """Of the captures that the files show; None where there are none."""
    parts: Mapping[str, str] = field(default_factory=dict[str, str])
    """A fingerprint of each part of the description (`spec.parts`), so that `check` can say which of them moved."""
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    """A fingerprint of each setting of the config."""
    templates: Mapping[str, str] = field(default_factory=dict[str, str])
    """A fingerprint of each template."""
    captures: Mapping[str, str] = field(default_factory=dict[str, str])
    """A fingerprint of each capture, by its label."""
    generator: str
    """The version of specloom."""
    package: str | None = None
    """Name and version of the package that the target comes from; None for ours."""
    ir_version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FileOrigin:
    """Where the text of one file comes from."""

    template: str = ""
    """Its name, `docs/operation.md.jinja`; empty where there is none."""
    shows: tuple[str, ...] = ()
    """The parts of the description that it is about, sorted; none: it may be about all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputFolder:
    """The files of one target. Creating one checks every path and raises `UnsafePathError`."""

    path: str
    """Relative to the output folder, posix: `clockify/python`."""
    target: str
    inputs: Inputs
    files: Mapping[str, str]
    """Path inside the folder, posix -> text, with `\\n` at the end of lines."""
    origins: Mapping[str, FileOrigin] = field(default_factory=dict[str, FileOrigin])
    """By path."""
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    """What a part of the description, or a template, leads to: other parts and captures, other templates."""
    edits: Edits = Edits.REFUSE
    """What becomes of files that were changed by hand."""
    keep: tuple[str, ...] = ()
    """Patterns of paths that are the user's own (`output.keep`)."""

    def __post_init__(self) -> None:
        check_path(self.path)
        for path in self.files:
            check_path(path)
            if path_key(path.partition("/")[0]) == OWN_FOLDER:
                raise UnsafePathError(f"{path!r}: {OWN_FOLDER} holds the manifest, no target may write there")
        check_together(self.files)


@dataclass(frozen=True, slots=True, kw_only=True)
class Output:
    """Everything that one run makes, in the order of the config. No folder is, or is inside, another's."""

    folders: tuple[OutputFolder, ...] = field(default=())

    def __post_init__(self) -> None:
        owners: dict[str, OutputFolder] = {}
        for folder in self.folders:
            other = owners.setdefault(path_key(folder.path), folder)
            if other is not folder:
                raise UnsafePathError(
                    f"the targets {other.target} and {folder.target} both claim the folder {folder.path!r}"
                )
        check_together(folder.path for folder in self.folders)
