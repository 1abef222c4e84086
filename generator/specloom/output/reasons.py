"""Why a file differs from what would be generated: which input moved, of those that its text depends on.

Comes in: the plan of a folder, which knows the inputs of the last run and of this one. Goes out: for each change its reasons.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from specloom.output.files import OWN_FOLDER, FileOrigin, Inputs, sha256
from specloom.output.plan import Action, Change, FolderPlan

__all__ = ["Cause", "Reason", "Reasons"]


class Cause(StrEnum):
    """What kind of thing made a file differ."""

    SPEC = "spec"
    CONFIG = "config"
    TEMPLATE = "template"
    CAPTURE = "capture"
    GENERATOR = "generator"
    FORMATTER = "formatter"
    HAND = "hand"
    """Somebody changed, deleted or moved the file itself."""
    NEW = "new"
    """Nothing is known to have been generated here."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One cause, and what exactly it was."""

    cause: Cause
    what: str
    """A part of the description (`api.yaml#/paths/~1pets/get`), a setting, a template, a capture, versions, a word."""
    change: str = ""
    """`changed`, `added` or `removed`; empty where that says nothing."""


@dataclass(frozen=True)
class Reasons:
    """The reasons of all files of one folder."""

    plan: FolderPlan
    _moved: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])

    def of(self, change: Change) -> tuple[Reason, ...]:
        """Return why a file is not as it should be; nothing for the files that specloom keeps for itself."""
        if change.path.startswith(f"{OWN_FOLDER}/"):
            return ()
        return (*self._of_disk(change), *self._of_inputs(change))

    def _of_disk(self, change: Change) -> Iterator[Reason]:
        known = self.plan.manifest.files if self.plan.manifest else dict[str, str]()
        if change.is_edited:
            yield Reason(Cause.HAND, "edited by hand")
        elif change.action is Action.CREATE and change.path in known:
            yield Reason(Cause.HAND, "deleted, or not checked out")
        if change.is_executable:
            yield Reason(Cause.HAND, "made executable")

    def _of_inputs(self, change: Change) -> tuple[Reason, ...]:
        manifest = self.plan.manifest
        if manifest is None:
            return (Reason(Cause.NEW, "no manifest of an earlier run"),)
        text = self.plan.folder.files.get(change.path)
        before = manifest.generated(change.path)
        if before == (None if text is None else sha256(text.encode())):
            return ()
        found = tuple(self._moved_inputs(change.path, manifest.inputs, self.plan.folder.inputs))
        return found or (Reason(Cause.GENERATOR, f"another build of specloom {manifest.inputs.generator}"),)

    def _moved_inputs(self, path: str, old: Inputs, new: Inputs) -> Iterator[Reason]:
        reach = self._reach(path)
        others = [
            *_each(Cause.CONFIG, self._differences("settings")),
            *_each(Cause.TEMPLATE, _within(self._differences("templates"), reach)),
            *_each(Cause.CAPTURE, _within(self._differences("captures"), reach) or self._differences("captures")),
        ]
        if old.config_sha256 != new.config_sha256 and old.settings == new.settings:
            others.append(Reason(Cause.CONFIG, "the config"))
        if old.generator != new.generator:
            others.append(Reason(Cause.GENERATOR, f"specloom {old.generator} -> {new.generator}"))
        if old.package != new.package:
            others.append(Reason(Cause.GENERATOR, f"{old.package or 'specloom'} -> {new.package or 'specloom'}"))
        if old.formatter != new.formatter and path.endswith(".py"):
            others.append(Reason(Cause.FORMATTER, f"{old.formatter} -> {new.formatter}"))
        yield from self._spec(reach, is_certain=not others)
        yield from others

    def _spec(self, reach: frozenset[str], *, is_certain: bool) -> Iterator[Reason]:
        """Yield what moved in the description: what the file shows of it; where that is nothing, all, if nothing else did."""
        moved = self._differences("parts")
        near = _within(moved, reach)
        if near or (moved and is_certain):
            yield from _each(Cause.SPEC, near or moved)
        files = self._differences("files")
        told = {part.partition("#")[0] for part in moved}
        for label, change in files.items():
            if label not in told and (is_certain or change != "changed"):
                what = label if moved or not self._knows_parts else f"{label} (only order, comments or layout)"
                yield Reason(Cause.SPEC, what, change)

    @cached_property
    def _knows_parts(self) -> bool:
        return bool(self.plan.manifest and self.plan.manifest.inputs.parts)

    def _differences(self, kind: str) -> dict[str, str]:
        if kind not in self._moved:
            assert self.plan.manifest is not None, "only asked for where there was an earlier run"
            old: Mapping[str, str] = getattr(self.plan.manifest.inputs, kind)
            new: Mapping[str, str] = getattr(self.plan.folder.inputs, kind)
            # a manifest of a specloom that did not note these cannot say what moved
            self._moved[kind] = _compared(old, new) if old or kind in {"settings", "captures"} else {}
        return self._moved[kind]

    def _reach(self, path: str) -> frozenset[str]:
        """Return all that the text of a file may come from: parts, captures, templates."""
        manifest = self.plan.manifest
        old = manifest.origins.get(path, FileOrigin()) if manifest else FileOrigin()
        origin = self.plan.folder.origins.get(path, old)
        shows = {*origin.shows, *old.shows} or set(self._differences("parts"))
        found: set[str] = set()
        ahead = [*shows, *(each for each in (origin.template, old.template) if each)]
        while ahead:
            name = ahead.pop()
            if name not in found:
                found.add(name)
                ahead.extend(self.plan.folder.links.get(name, ()))
        return frozenset(found)


def _compared(old: Mapping[str, str], new: Mapping[str, str]) -> dict[str, str]:
    """Return what differs, and how."""
    return {
        name: "added" if name not in old else "removed" if name not in new else "changed"
        for name in sorted(old.keys() | new.keys())
        if old.get(name) != new.get(name)
    }


def _within(moved: Mapping[str, str], reach: frozenset[str]) -> dict[str, str]:
    return {name: change for name, change in moved.items() if name in reach}


def _each(cause: Cause, moved: Mapping[str, str]) -> Iterable[Reason]:
    return (Reason(cause, name, change) for name, change in moved.items())
