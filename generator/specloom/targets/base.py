"""The contract of a target: what it is given, and the views it gives back.

A target decides every name, type, literal and path, and puts them as typed text (`specloom.text.Printable`), flags and
nested views into frozen dataclasses; templates only print those.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Protocol

from specloom.calls.model import Calls
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.ir.operation import OperationId
from specloom.ir.types import JsonValue
from specloom.published import NO_NAMES, NameBook
from specloom.scenarios.model import Scenario
from specloom.text import Rendered

__all__ = ["TARGET_CONTRACT", "EmbeddedSnippet", "PackagedTarget", "PlanInput", "SnippetKey", "Target", "View"]

TARGET_CONTRACT = 1
"""The version of what stands here and in `specloom.ir`, `specloom.calls.model`, `specloom.text`: raised when a target of
another package, written for the one before, would no longer work or would misread what it is given."""


@dataclass(frozen=True, slots=True)
class SnippetKey:
    """Which snippet a view prints."""

    operation: OperationId
    variant: str
    """The name of the call: `minimal`, `full`, or that of another media type of its body (`multipart`)."""
    language: str
    """`curl`, `javascript`, `python`."""


@dataclass(frozen=True, slots=True)
class EmbeddedSnippet:
    """A rendered snippet file, for embedding in a page. The page and the file cannot differ."""

    key: SnippetKey
    fence: str
    """Info string of a Markdown fence: `bash`, `javascript`, `python`."""
    label: str
    path: str
    """Posix path inside the snippets folder."""
    text: Rendered


class View(Protocol):
    """A frozen dataclass of final values for one file. Its class names its template."""

    template: ClassVar[str]
    """`docs/operation.md.jinja`, below `templates/`."""

    @property
    def path(self) -> str:
        """Posix path inside the target's folder, made of slugs: never absolute, never with `..`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanInput:
    """All that a target may know."""

    api: Api
    calls: Calls
    scenarios: tuple[Scenario, ...] = ()
    """What is told step by step, each in its own document."""
    options: Mapping[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    """The target's options from the config, already checked against its `options_schema`."""
    targets: Mapping[str, Mapping[str, JsonValue]] = field(default_factory=dict[str, Mapping[str, JsonValue]])
    """The options of every target that the source has, by its name: what else is made beside this one."""
    names: NameBook = NO_NAMES
    """What was published, and under which names."""
    snippets: tuple[EmbeddedSnippet, ...] = ()
    """Rendered snippets, given to targets that set `embeds_snippets`; ordered by operation, variant, language."""
    requests: Mapping[str, EmbeddedSnippet] = field(default_factory=dict[str, EmbeddedSnippet])
    """Captured requests as commands, given to the same targets; by the label of the capture."""


class Target(Protocol):
    """One kind of output."""

    name: ClassVar[str]
    """Also the name of its folder below the output folder and below `templates/`."""
    embeds_snippets: ClassVar[bool]
    """Plan it after the snippets are rendered."""
    shows_captures: ClassVar[bool]
    """What was captured shows in its files."""
    asks: ClassVar[tuple[str, ...]]
    """The targets whose options also change what this one writes, where they are made beside it."""
    options_schema: ClassVar[Mapping[str, JsonValue]]
    """JSON Schema (an object schema with `additionalProperties: false`) of its options in the config."""

    def plan(self, given: PlanInput, diagnostics: Diagnostics) -> Iterable[View]:
        """Return one view per file."""
        ...


class PackagedTarget(Target, Protocol):
    """A target of another package, found by its entry point in the group `specloom.targets` (docs/targets.md)."""

    contract: ClassVar[int]
    """The `TARGET_CONTRACT` that it was written for."""
    templates: ClassVar[Path]
    """The folder of its templates. They are called `<name of the target>/<path in the folder>`."""
