"""What is wrong with a scenario, reported and counted; and the small checks of form that every object needs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from specloom.config.suggest import did_you_mean
from specloom.diagnostics import Diagnostics, Location, codes
from specloom.source import Node
from specloom.source.values import is_array, is_object, kind_of

__all__ = ["Faults"]

_ID = re.compile(r"[A-Za-z0-9_-]{1,200}")
_SEE = "see docs/capture.md, or the Arazzo Specification"


class Faults:
    """Reports what is wrong; `count` tells who asks before and after whether anything was."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self._diagnostics = diagnostics
        self.count = 0

    def invalid(self, place: Location, problem: str, fix: str = _SEE) -> None:
        """Report what has no meaning."""
        self.count += 1
        self._diagnostics.report(codes.SCENARIO_INVALID, place, problem=problem, fix=fix)

    def unsupported(self, place: Location, what: str, fix: str) -> None:
        """Report what Arazzo knows and specloom does not run."""
        self.count += 1
        self._diagnostics.report(codes.SCENARIO_UNSUPPORTED, place, what=what, fix=fix)

    def unknown(self, place: Location | None, what: str, name: str, known: Iterable[str] = ()) -> None:
        """Report a name that nothing has."""
        self.count += 1
        hint = did_you_mean(name[:200], known)
        self._diagnostics.report(codes.SCENARIO_UNKNOWN, place, what=what, name=name, hint=hint)

    def is_object(self, node: Node, what: str, known: Iterable[str]) -> bool:
        """Return whether a node is an object, and report it and those of its keys that mean nothing."""
        if not is_object(node.value):
            self.invalid(node.location, f"{what} must be an object, and this is {kind_of(node.value)}")
            return False
        names = set(known)
        for key, member in node.members():
            if key not in names and (not key.startswith("x-") or key.startswith("x-specloom-")):
                self.unknown(member.location, f"key in {what}", key, names)
        return True

    def objects(self, node: Node, key: str) -> Iterator[Node]:
        """Yield the elements of a list that a key of an object may have; report what is no list."""
        listed = node.get(key)
        if listed is None:
            return
        if not is_array(listed.value):
            self.invalid(listed.location, f"`{key}` must be a list, and this is {kind_of(listed.value)}")
        yield from listed.elements()

    def text(self, node: Node, key: str, *, is_needed: bool = False) -> str:
        """Return a text that a key of an object may have; empty where it has none, or something else, which is told."""
        found = node.get(key)
        if found is None:
            if is_needed:
                self.invalid(node.location, f"`{key}` is missing", f"add `{key}`")
            return ""
        if not isinstance(found.value, str):
            fix = f"write it in quotes: '{found.value}'" if isinstance(found.value, (int, float)) else _SEE
            self.invalid(found.location, f"`{key}` must be text, and this is {kind_of(found.value)}", fix)
            return ""
        if is_needed and not found.value:
            self.invalid(found.location, f"`{key}` must not be empty", f"give it a `{key}`")
        return found.value

    def identifier(self, node: Node, key: str) -> str:
        """Return the id of a workflow or a step; empty where it has none that can be used, which is told."""
        text = self.text(node, key, is_needed=True)
        if text and not _ID.fullmatch(text):
            place = node.get(key) or node
            self.invalid(place.location, f"{text[:60]!r} is no id: letters, digits, hyphens and underscores")
            return ""
        return text
