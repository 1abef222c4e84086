"""One job: a description, how to read it, and the targets to make of it. Plain frozen values, final and checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from specloom.diagnostics import Severity
from specloom.ir.types import JsonValue
from specloom.source.limits import Limits

__all__ = ["CredentialVariables", "Job", "SourceSettings", "TargetSettings"]

CredentialVariables = Mapping[str, str]
"""Environment variables of one security scheme by credential: `value` for a key or token, `username`, `password`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSettings:
    """A description and how to read it."""

    name: str
    """The source's name in the config, a slug; empty where no config names it: then the document's title does."""
    spec: Path
    """The file to open; messages name it like this."""
    label: str
    """The same file as generated text names it, alike on every machine: relative to the config, or its bare name."""
    root: Path
    """References stay inside this folder."""
    server: str | None = None
    """A base URL in place of the document's servers."""
    credentials: Mapping[str, CredentialVariables] = field(default_factory=dict[str, CredentialVariables])
    """By security scheme; schemes that are not listed get names of their own."""
    limits: Limits = field(default_factory=Limits)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSettings:
    """One target of a source."""

    name: str
    """`python`, `docs`, `snippets`."""
    folder: str
    """Where its files go, relative to the output folder (posix): `clockify/python`, or `python` without a config."""
    options: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    """Already checked against the target's `options_schema`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that `pipeline.build` needs to know."""

    source: SourceSettings
    targets: tuple[TargetSettings, ...]
    rules: Mapping[str, Severity] = field(default_factory=dict[str, Severity])
    """Severities of findings by code, in place of the catalogue's."""
    strict: bool = False
    lenient: bool = False

    def config_sha256(self, target: TargetSettings) -> str:
        """Return the hash of every setting that can change the bytes of a target's files; paths are not among them."""
        resolved = {
            "credentials": {scheme: dict(names) for scheme, names in self.source.credentials.items()},
            "lenient": self.lenient,
            "options": dict(target.options),
            "rules": {code: severity.label for code, severity in self.rules.items()},
            "server": self.source.server,
            "source": self.source.name,
            "target": target.name,
        }
        text = json.dumps(resolved, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()
