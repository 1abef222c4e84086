"""One job: a description, how to read it, and the targets to make of it. Plain frozen values, final and checked."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Literal

from specloom.diagnostics import Location, Rule
from specloom.ir.choices import Names, PageChoice, Picks, Selection
from specloom.ir.types import JsonValue
from specloom.source.access import Access, RemotePolicy
from specloom.source.document import SourceFile
from specloom.source.limits import Limits

__all__ = [
    "SELECTION",
    "CredentialVariables",
    "Job",
    "LedgerFile",
    "OverlayFile",
    "SourceSettings",
    "TargetSettings",
    "TemplatesFolder",
]

CredentialVariables = Mapping[str, str]
"""Environment variables of one security scheme by credential: `value` for a key or token, `username`, `password`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OverlayFile:
    """An overlay to apply."""

    path: Path
    label: str
    """As generated text names it, alike on every machine: relative to the folder of the description."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerFile:
    """The ledger of published names of a source."""

    path: Path
    label: str
    """The same file relative to the config."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplatesFolder:
    """The folder of the user's own templates."""

    path: Path
    label: str
    """The same folder relative to the config."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Environment:
    """A place where an API runs."""

    name: str
    server: str
    """A base URL."""
    hosts: tuple[str, ...] = ()
    """Further hosts that may be asked, with the port where it is not the usual one."""
    is_production: bool = False
    requests_per_second: float = 5
    max_requests: int = 400
    timeout: float = 30
    """Seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptValue:
    """A value that a capture may hold although it looks like a secret."""

    operation: str
    pointer: str
    """Into a body (`*` is any one key or index), or `/path/NAME`, `/query/NAME`, `/header/NAME`."""
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureSettings:
    """Captures of one source."""

    folder: Path
    label: str
    """The same folder relative to the config."""
    scenarios: tuple[str, ...] = ()
    """Files, or patterns of file names, relative to the config."""
    environments: tuple[Environment, ...] = ()
    inputs: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    prefix: str = "specloom-"
    shown_headers: tuple[str, ...] = ()
    hidden_properties: tuple[str, ...] = ()
    kept: tuple[KeptValue, ...] = ()
    minimum: float = 0
    """The share of operations that must have a capture, in percent."""
    origin: Location | None = None
    """In the config, for findings about it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiver:
    """A change that is accepted for a while."""

    rule: str
    """`*` stands for any text, here and in `subject`."""
    subject: str
    reason: str
    until: date
    """The last day on which it is accepted."""
    origin: Location
    """In the config."""


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
    remote: RemotePolicy = field(default_factory=RemotePolicy)
    """Which references may leave this machine."""
    server: str | None = None
    """A base URL in place of the document's servers."""
    credentials: Mapping[str, CredentialVariables] = field(default_factory=dict[str, CredentialVariables])
    """By security scheme; schemes that are not listed get names of their own."""
    limits: Limits = field(default_factory=Limits)
    overlays: tuple[OverlayFile, ...] = ()
    """In the order in which they are applied."""
    selections: tuple[Selection, ...] = ()
    """Which operations are wanted: the config's word, and the command line's."""
    names: Names = field(default_factory=Names)
    keeps_unused_schemas: bool = False
    closes_enums: bool = False
    """Enumerations are complete where the description does not say otherwise."""
    pages: tuple[PageChoice, ...] = ()
    """How the lists of some operations go on."""
    ledger: LedgerFile | None = None
    """Where published names are kept; None where they are not."""
    captures: CaptureSettings | None = None
    """None where no config names the source."""
    waived_changes: tuple[Waiver, ...] = ()
    """For `specloom diff` alone."""
    config: SourceFile | None = None
    """The file that all this stands in, for findings about it."""

    @property
    def access(self) -> Access:
        """What the description may reach beyond its folder."""
        return Access(remote=self.remote, source=self.name, spec=self.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetSettings:
    """One target of a source."""

    name: str
    """`python`, `docs`, `snippets`."""
    folder: str
    """Where its files go, relative to the output folder (posix): `clockify/python`, or `python` without a config."""
    options: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    """Already checked against the target's `options_schema`."""
    edits: Literal["refuse", "merge", "overwrite"] = "refuse"
    """What becomes of files that were changed by hand."""
    keep: tuple[str, ...] = ()
    """Patterns of paths in the folder that are the user's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """All that `pipeline.build` needs to know."""

    source: SourceSettings
    targets: tuple[TargetSettings, ...]
    """What to make."""
    beside: tuple[TargetSettings, ...] = ()
    """What the source has besides, and this run does not make: pages name the methods of a client all the same."""
    templates: TemplatesFolder | None = None
    """Templates of the user's own; None: there are none."""
    rules: Mapping[str, Rule] = field(default_factory=dict[str, Rule])
    """Severities of findings by code, in place of the catalogue's."""
    strict: bool = False
    lenient: bool = False
    is_partial: bool = False
    """The command line leaves operations out that the config wants: what is not there is not gone."""
    accepts_renames: bool = False
    """What was published may get another name, though the config does not ask for it."""

    def config_sha256(self, target: TargetSettings, asks: Collection[str] = ()) -> str:
        """Return the hash of every setting that can change the bytes of a target's files; paths are not among them.

        `asks` names the targets whose options count as well.
        """
        return _hash_of(self._settings(target, asks))

    def settings(self, target: TargetSettings, asks: Collection[str] = ()) -> dict[str, str]:
        """Return a fingerprint of each of those settings that says anything, by the key that a user looks for."""
        found: dict[str, object] = {}
        for key, value in self._settings(target, asks).items():
            if key == "options":
                found.update({f"targets.{target.name}.{option}": each for option, each in target.options.items()})
            elif key == "asks":
                for name, options in value.items():
                    found.update({f"targets.{name}.{option}": each for option, each in options.items()})
            elif key not in {"source", "target"} and value not in _NOTHING_SAID:
                found[_KEYS.get(key, key)] = value
        return {key: _hash_of(value)[:16] for key, value in sorted(found.items())}

    def _settings(self, target: TargetSettings, asks: Collection[str]) -> dict[str, Any]:
        captures = self.source.captures
        environments = [[each.server, *each.hosts] for each in captures.environments] if captures else []
        asked = {each.name: dict(each.options) for each in (*self.targets, *self.beside) if each.name in asks}
        return {
            **({"asks": asked} if asked else {}),
            "closed_enums": self.source.closes_enums,
            **({"environments": environments} if environments else {}),
            "credentials": {scheme: dict(names) for scheme, names in self.source.credentials.items()},
            "lenient": self.lenient,
            "options": dict(target.options),
            **({"pages": [_pages(each) for each in self.source.pages]} if self.source.pages else {}),
            "names": _names(self.source.names),
            "rules": {code: [rule.severity.label, *rule.pointers] for code, rule in self.rules.items()},
            "selections": [_selection(each) for each in self.source.selections],
            "server": self.source.server,
            "source": self.source.name,
            "target": target.name,
            "unused_schemas": self.source.keeps_unused_schemas,
        }


SELECTION = "include or exclude"
"""What the choice of operations is called among settings."""
_KEYS = {
    "closed_enums": "enums",
    "environments": "captures.environments",
    "lenient": "--lenient",
    "selections": SELECTION,
}
"""Where a user finds a setting; the others are called what they are here."""
_NOTHING_SAID: tuple[Any, ...] = (None, False, {}, [], [{}, {}, {}])


def _hash_of(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _selection(selection: Selection) -> JsonValue:
    return [_picks(selection.include), _picks(selection.exclude)]


def _picks(picks: Picks) -> JsonValue:
    words = (picks.tags, picks.paths, picks.operations, picks.methods)
    return [*([stated.text for stated in group] for group in words), picks.deprecated]


def _names(names: Names) -> JsonValue:
    groups = (names.operations, names.schemas, names.sections)
    return [{naming.part.text: naming.name for naming in group} for group in groups]


def _pages(choice: PageChoice) -> JsonValue:
    claim = choice.claim
    if claim is None:
        return [choice.part.text, None]
    inputs = [claim.style, claim.place, claim.parameter, claim.limit, claim.first, claim.item_key]
    return [choice.part.text, inputs, claim.items, claim.next, claim.has_more, claim.is_last, claim.total]
