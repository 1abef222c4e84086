"""Where generated text comes from, for the manifest, so that `check` can say why a file differs.

Comes in: the description, the captures and the templates of a run. Goes out: a fingerprint of each, what leads from one to
the other, and for each view its origin. None of it changes a byte of a generated file.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from specloom.captures.digest import captures_by_label
from specloom.captures.model import Captures
from specloom.ir.api import Api
from specloom.output.files import FileOrigin
from specloom.render import Renderer
from specloom.source import Document
from specloom.spec.parts import Parts, part_of, parts_of
from specloom.targets.base import Target, View
from specloom.targets.snippets.languages.model import SnippetView

__all__ = ["Provenance"]

_DIGITS = 16
_SNIPPETS = "snippets"


@dataclass(frozen=True)
class Provenance:
    """What one description gives to the files of all targets."""

    document: Document
    api: Api
    captured: Captures
    renderer: Renderer

    @cached_property
    def parts(self) -> Parts:
        """The parts of the description."""
        return parts_of(self.document)

    @cached_property
    def captures(self) -> dict[str, str]:
        """A fingerprint of each capture, by its label."""
        return captures_by_label(self.captured)

    def templates(self, target: Target) -> dict[str, str]:
        """Return a fingerprint of each template that the files of a target go through."""
        return {name: digest[:_DIGITS] for name, (digest, _) in self._templates(target).items()}

    def links(self, target: Target) -> dict[str, tuple[str, ...]]:
        """Return what each part, and each template, leads to: parts, captures, templates."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for part, others in self.parts.links.items():
            found[part] |= set(others)
        if target.shows_captures:
            for operation in self.api.operations:
                found[part_of(operation.origin)] |= {each.label for each in self.captured.of(operation.id)}
        for name, (_, used) in self._templates(target).items():
            found[name] |= set(used)
        if target.embeds_snippets:
            snippets = self.renderer.templates_of(_SNIPPETS)
            for name in self.renderer.templates_of(target.name):
                found[name] |= snippets.keys()
        return {name: tuple(sorted(others)) for name, others in found.items() if others}

    def origin(self, view: View) -> FileOrigin:
        """Return where the text of a view comes from."""
        return FileOrigin(template=view.template, shows=tuple(sorted(self._shown(view))))

    def _shown(self, view: View) -> set[str]:
        if isinstance(view, SnippetView):
            return {self._operations[view.file.key.operation]}
        return {part_of(each) for each in getattr(view, "shows", ())}

    @cached_property
    def _operations(self) -> Mapping[str, str]:
        return {each.id: part_of(each.origin) for each in self.api.operations}

    def _templates(self, target: Target) -> dict[str, tuple[str, tuple[str, ...]]]:
        embedded = self.renderer.templates_of(_SNIPPETS) if target.embeds_snippets else {}
        return {**embedded, **self.renderer.templates_of(target.name)}
