"""The manifest of a target folder: which files are generated, from what, and their hashes.

It travels with the folder. It says what may be replaced or deleted (never a folder, only these very files), and lets
a repository that holds a copy prove it: `sha256sum -c .specloom/SHA256SUMS` needs no specloom. It holds no date and no
path of a machine; a new version of specloom that prints the same files changes nothing but the manifest.
"""

from __future__ import annotations

import json
from collections.abc import Container, Mapping
from dataclasses import dataclass, field
from typing import Any

from specloom.output.files import MANIFEST, PRISTINE, SUMS, FileOrigin, Inputs, OutputFolder, sha256
from specloom.output.paths import UnsafePathError, check_path, check_together

__all__ = ["Manifest", "ManifestError", "checksums", "parse_manifest", "with_own_files"]

_VERSION = 1
_FINGERPRINTS = ("parts", "settings", "templates", "captures")
"""Attributes of `Inputs` that only say why a file differs; a manifest without them is as good."""


class ManifestError(ValueError):
    """The text is not a manifest that can be relied on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What is known of a folder that was generated earlier."""

    target: str
    inputs: Inputs
    files: Mapping[str, str]
    """Path -> SHA-256, without the manifest and the checksums themselves."""
    origins: Mapping[str, FileOrigin] = field(default_factory=dict[str, FileOrigin])
    """By path."""
    pristine: Mapping[str, str] = field(default_factory=dict[str, str])
    """Path -> SHA-256 of the generated text, for each file that carries an edit besides; it is kept under `PRISTINE`."""

    @property
    def tree_sha256(self) -> str:
        """One value for the whole folder: the hash of the lines that `checksums` prints for its files."""
        return sha256(checksums(self.files).encode())

    def generated(self, path: str) -> str | None:
        """Return the SHA-256 of the generated text of a path, whatever a hand added; None for one that is not ours."""
        return self.pristine.get(path, self.files.get(path))

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
                **({"package": inputs.package} if inputs.package else {}),
                **{key: dict(value) for key in _FINGERPRINTS if (value := getattr(inputs, key))},
            },
            "tree_sha256": self.tree_sha256,
            "files": {path: self._entry(path, digest) for path, digest in self.files.items()},
        }
        return json.dumps(value, ensure_ascii=False, indent=2, sort_keys=True) + "\n"

    def _entry(self, path: str, digest: str) -> dict[str, object]:
        origin = self.origins.get(path, FileOrigin())
        return {
            "sha256": digest,
            "mode": "text",
            **({"template": origin.template} if origin.template else {}),
            **({"shows": list(origin.shows)} if origin.shows else {}),
            **({"generated_sha256": self.pristine[path]} if path in self.pristine else {}),
        }


def checksums(hashes: Mapping[str, str]) -> str:
    """Return the hashes in the form that `sha256sum` prints and reads."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(hashes.items()))


def with_own_files(
    folder: OutputFolder, edited: Mapping[str, bytes] | None = None, left_out: Container[str] = ()
) -> dict[str, bytes]:
    """Return all bytes that belong into a folder: the target's files, the checksums and, last, the manifest.

    `edited`: what belongs in place of a generated text because a hand changed it; that text then stands under `PRISTINE`.
    `left_out`: files that are the user's own.
    """
    edits = edited or {}
    generated = {path: text.encode() for path, text in sorted(folder.files.items()) if path not in left_out}
    contents = {path: edits.get(path, content) for path, content in generated.items()}
    hashes = {path: sha256(content) for path, content in contents.items()}
    kept = {f"{PRISTINE}/{path}": content for path, content in generated.items() if contents[path] != content}
    manifest = Manifest(
        target=folder.target,
        inputs=folder.inputs,
        files=hashes,
        origins={path: origin for path, origin in folder.origins.items() if path in hashes},
        pristine={path: sha256(content) for path, content in generated.items() if contents[path] != content},
    )
    own = manifest.text().encode()
    sums = {**hashes, **{path: sha256(content) for path, content in kept.items()}, MANIFEST: sha256(own)}
    return {**contents, **kept, SUMS: checksums(sums).encode(), MANIFEST: own}


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
            **{key: _texts(inputs.get(key, {})) for key in _FINGERPRINTS},
            generator=str(value["generator"]["version"]),
            package=None if inputs.get("package") is None else str(inputs["package"]),
            ir_version=int(value["generator"]["ir_version"]),
        ),
        files={str(path): str(entry["sha256"]) for path, entry in value["files"].items()},
        origins={str(path): _origin(entry) for path, entry in value["files"].items()},
        pristine={
            str(path): str(entry["generated_sha256"])
            for path, entry in value["files"].items()
            if "generated_sha256" in entry
        },
    )


def _origin(entry: dict[str, Any]) -> FileOrigin:
    return FileOrigin(template=str(entry.get("template", "")), shows=tuple(map(str, entry.get("shows", ()))))


def _texts(value: dict[str, Any]) -> dict[str, str]:
    return {str(name): str(digest) for name, digest in value.items()}
