"""Which findings of our own say what openapi-spec-validator's keyword stage says of a place.

Its errors have no codes; each kind of them begins with words of its own, or comes from the schema of Schema Objects.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from specloom.diagnostics import Diagnostics, Finding, Location
from specloom.diagnostics.pointer import tokens_of

__all__ = ["Asked"]

_BY_WORDS: dict[str, frozenset[str]] = {
    "Operation ID ": frozenset({"operation-id-duplicate"}),
    "Path parameter ": frozenset({"path-parameter-missing", "path-parameter-unused"}),
    "Duplicate parameter ": frozenset({"parameter-duplicate"}),
    "Duplicate tag name ": frozenset({"tag-duplicate"}),
    "Tag '": frozenset({"tag-parent"}),
    "Circular tag hierarchy ": frozenset({"tag-parent"}),
    "Required list has not defined properties": frozenset({"required-unknown"}),
    "Unknown JSON Schema dialect": frozenset({"schema-dialect"}),
}
_OF_VALUES = frozenset({"default-invalid"})
_OF_OBJECTS = frozenset(
    {
        *("field-unknown", "field-missing", "field-type", "field-value", "field-conflict", "name-invalid", "structure"),
        *("required-missing", "value-unknown", "schema-type-unknown", "enum-empty", "enum-type", "pattern-invalid"),
        *("spec-violation", "ref-invalid", "ref-missing", "ref-misplaced", "discriminator-unusable"),
    }
)
_STRUCTURE = frozenset({"structure", "structure-empty"})
_REFERENCES = ("ref-", "remote-")
_ABSENT = re.compile(r"KeyError: '(?P<key>\w+)'")
_LOST = re.compile(r"(Unresolvable: |PointerToNowhere: ')(?P<ref>[^' ]+)")


class Asked:
    """What the findings so far say, by where they say it."""

    def __init__(self, diagnostics: Diagnostics) -> None:
        self._at: dict[Location, set[str]] = {}
        self._about: dict[str, set[str]] = {}
        self._of: dict[str, list[Location]] = {}
        self._lost = [each.message for each in diagnostics if each.code.name.startswith(_REFERENCES)]
        for finding in diagnostics:
            self._about.setdefault(finding.subject, set()).add(finding.code.name)
            if finding.location is not None:
                self._of.setdefault(finding.code.name, []).append(finding.location)
            for place in _places(finding):
                self._at.setdefault(place, set()).add(finding.code.name)

    def says(self, message: str, place: Location) -> bool:
        """Return whether a finding says what the validator says in a message about a place."""
        for words, names in _BY_WORDS.items():
            if message.startswith(words):
                about = self._around(place) | self._about.get(_subject(place), set())
                return not names.isdisjoint(about) or any(self._is_inside(name, place) for name in names)
        if "default" in tokens_of(place.pointer):
            return not (_OF_VALUES | _OF_OBJECTS).isdisjoint(self._around(_default(place)))
        return not _OF_OBJECTS.isdisjoint(self._around(place))

    def explains(self, message: str, place: Location) -> bool:
        """Return whether a finding says why the validator failed: a reference that leads nowhere, a wrong structure."""
        if not _STRUCTURE.isdisjoint(self._at.get(place, ())):
            return True
        absent = _ABSENT.match(message)
        if absent is not None:
            wrong = [each for name in _STRUCTURE for each in self._of.get(name, ())]
            return any(each.pointer.endswith(f"/{absent['key']}") for each in wrong)
        match = _LOST.match(message)
        return match is not None and any(f"{match['ref']}'" in each for each in self._lost)

    def _is_inside(self, name: str, place: Location) -> bool:
        return any(
            each.file == place.file and each.pointer.startswith(f"{place.pointer}/") for each in self._of.get(name, ())
        )

    def _around(self, place: Location) -> set[str]:
        """Return the codes of what stands at a place, right inside it, or at the object around it."""
        around = Location(place.file, place.pointer.rpartition("/")[0])
        return self._at.get(place, set()) | self._at.get(around, set())


def _places(finding: Finding) -> Iterator[Location]:
    """Yield the place of a finding, and the object in which it stands."""
    place = finding.location
    if place is not None:
        yield place
        if place.pointer.count("/") > 1:
            yield Location(place.file, place.pointer.rpartition("/")[0])


def _default(place: Location) -> Location:
    """Return the place of the default that a place is in."""
    return Location(place.file, place.pointer[: place.pointer.rindex("/default") + len("/default")])


def _subject(place: Location) -> str:
    """Return the operation at or around a place, as findings name it; the empty subject is nobody's."""
    match tokens_of(place.pointer):
        case ["paths", path, method, *_]:
            return f"{method.upper()} {path}"
        case _:
            return "?"
