"""The manifest of a target folder: which files are generated, from what, and their hashes.

It travels with the folder. It says what may be replaced or deleted (never a folder, only these very files), and lets
a repository that holds a copy prove it: `sha256sum -c .specloom/SHA256SUMS` needs no specloom. It holds no date and no
path of a machine; a new version of specloom that prints the same files changes nothing but the manifest.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from specloom.output.files import MANIFEST, SUMS, Inputs, OutputFolder, sha256
from specloom.output.paths import UnsafePathError, check_path, check_together

__all__ = ["Manifest", "ManifestError", "checksums", "parse_manifest", "with_own_files"]

_VERSION = 1


class ManifestError(ValueError):
    """The text is not a manifest that can be relied on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is known of a folder that was generated earlier."""

    target: str
    inputs: Inputs
    files: Mapping[str, str]
    """Path -> SHA-256, without the manifest and the checksums themselves."""

    @property
    def tree_sha256(self) -> str:
        """One value for the whole folder: the hash of the lines that `checksums` prints for its files."""
        return sha256(checksums(self.files).encode())

    def text(self) -> str:
        """Return the JSON text: keys sorted, LF."""
        inputs = self.inputs
        value = {
            "manifest_version": _VERSION,
            "generator": {"name": "specloom", "version": inputs.generator, "ir_version": inputs.ir_version},
            "target": self.target,
            "inputs": {
                "spec": inputs.spec,
                "files": dict(inputs.files),
                "config_sha256": inputs.config_sha256,
                "templates_sha256": inputs.templates_sha256,
                "formatter": inputs.formatter,
                "captures_sha256": inputs.captures_sha256,
            },
            "tree_sha256": self.tree_sha256,
            "files": {path: {"sha256": digest, "mode": "text"} for path, digest in self.files.items()},
        }
        return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def checksums(hashes: Mapping[str, str]) -> str:
    """Return the hashes in the form that `sha256sum` prints and reads."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(hashes.items()))


def with_own_files(folder: OutputFolder) -> dict[str, bytes]:
    """Return all bytes that belong into a folder: the target's files, the checksums and, last, the manifest."""
    contents = {path: text.encode() for path, text in sorted(folder.files.items())}
    hashes = {path: sha256(content) for path, content in contents.items()}
    manifest = Manifest(target=folder.target, inputs=folder.inputs, files=hashes).text().encode()
    contents[SUMS] = checksums({**hashes, MANIFEST: sha256(manifest)}).encode()
    contents[MANIFEST] = manifest
    return contents


def parse_manifest(content: bytes) -> Manifest:
    """Return the manifest; raise `ManifestError` where it is damaged, edited, or names a path outside its folder."""
    try:
        value: dict[str, Any] = json.loads(content)
        version = value["manifest_version"]
        if version != _VERSION:
            raise ManifestError(f"its version is {version!r}, this specloom reads {_VERSION}")
        manifest = _manifest(value)
        for path in manifest.files:
            check_path(path)
        check_together(manifest.files)
    except UnsafePathError as error:
        raise ManifestError(str(error)) from error
    except (KeyError, TypeError, AttributeError, RecursionError, UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ManifestError(f"it is damaged ({type(error).__name__}: {error})") from error
    if manifest.tree_sha256 != value["tree_sha256"]:
        raise ManifestError("its list of files was edited: the hash over it does not agree")
    return manifest


def _manifest(value: dict[str, Any]) -> Manifest:
    inputs = value["inputs"]
    return Manifest(
        target=str(value["target"]),
        inputs=Inputs(
            spec=str(inputs["spec"]),
            files={str(path): str(digest) for path, digest in inputs["files"].items()},
            config_sha256=str(inputs["config_sha256"]),
            templates_sha256=str(inputs["templates_sha256"]),
            formatter=None if inputs["formatter"] is None else str(inputs["formatter"]),
            captures_sha256=None if inputs.get("captures_sha256") is None else str(inputs["captures_sha256"]),
            generator=str(value["generator"]["version"]),
            ir_version=int(value["generator"]["ir_version"]),
        ),
        files={str(path): str(entry["sha256"]) for path, entry in value["files"].items()},
    )
