"""Names that the config gives to operations, schemas and sections, in place of what the document calls them."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Sequence

from specloom.diagnostics import Diagnostics, Location, codes
from specloom.diagnostics.pointer import escape_token
from specloom.ir.choices import Names, Naming

__all__ = ["Renames"]


class Renames:
    """Applies the names of the config to one document. A part that is not there, or a name that is taken, is reported."""

    def __init__(self, names: Names, diagnostics: Diagnostics, home: Location) -> None:
        self._diagnostics = diagnostics
        self._operations = names.operations
        self._unmatched = list(names.operations)
        self._known_operations: list[str] = []
        self._sections = {each.part.text: each for each in names.sections}
        self._schemas = {_place(each.part.text, home): each for each in names.schemas}

    def operations(self, found: Sequence[tuple[str, str, str]], ids: Sequence[str]) -> list[str]:
        """Return the ids of operations, given as method, path and declared operationId, with those of the config."""
        declared = Counter(stated for *_, stated in found)
        keys = [
            {identifier, f"{method.upper()} {path}", *([stated] if declared[stated] == 1 else [])}
            for (method, path, stated), identifier in zip(found, ids, strict=True)
        ]
        result = list(ids)
        for naming in self._operations:
            key = _normal(naming.part.text)
            for index in (index for index, known in enumerate(keys) if key in known):
                result[index] = naming.name
                self._unmatched = [each for each in self._unmatched if each is not naming]
        self._known_operations += sorted({key for known in keys for key in known})
        subjects = [f"{method.upper()} {path}" for method, path, _ in found]
        self._check_taken(list(zip(result, subjects, strict=True)))
        return result

    def _check_taken(self, named: Sequence[tuple[str, str]]) -> None:
        for naming in self._operations:
            users = [subject for name, subject in named if _folded(name) == _folded(naming.name)]
            if len(users) > 1:
                self._refuse(naming, f"several operations would be called so: {', '.join(users)}")

    def section(self, tag: str) -> str:
        """Return what the section of a tag is called."""
        return self._sections[tag].name if tag in self._sections else tag

    def hint(self, location: Location, hint: tuple[str, ...]) -> tuple[str, ...]:
        """Return the words for a schema's name: the config's, or those that are given."""
        naming = self._schemas.get(location)
        return hint if naming is None else (naming.name,)

    def report_operations(self) -> None:
        """Report the operations that are not there; once all of them are known."""
        for naming in self._unmatched:
            self._unknown(naming, self._known_operations)

    def report_sections(self, tags: Iterable[str]) -> None:
        """Report tags that are not there, and names that another section has."""
        known = sorted(set(tags))
        for tag, naming in self._sections.items():
            if tag not in known:
                self._unknown(naming, known)
            others = [other for other in known if other != tag and _folded(self.section(other)) == _folded(naming.name)]
            if others:
                self._refuse(naming, f"another section is called so: that of the tag {others[0]!r}")

    def report_schemas(self, components: Iterable[Location], defined: Iterable[Location], *, is_whole: bool) -> None:
        """Report schemas that are not there or have no name of their own, and names that another component has.

        Where operations were left out (`is_whole` is false) a schema may have gone with them.
        """
        names = {place: _last(place) for place in components}
        nameable = {*names, *defined}
        for place, naming in self._schemas.items():
            if place not in nameable and (is_whole or "#" not in naming.part.text):
                self._unknown(naming, names.values())
            others = [
                _last(other)
                for other in sorted(nameable)
                if other != place and _folded(self._called(other, names)) == _folded(naming.name)
            ]
            if others:
                self._refuse(naming, f"another schema is called so: {others[0]}")

    def _called(self, place: Location, names: dict[Location, str]) -> str:
        naming = self._schemas.get(place)
        return naming.name if naming else names.get(place, "")

    def _unknown(self, naming: Naming, known: Iterable[str]) -> None:
        close = difflib.get_close_matches(naming.part.text, sorted(known), n=1, cutoff=0.6)
        hint = f"; did you mean {close[0]!r}?" if close else ""
        fields = {"key": naming.part.text, "hint": hint}
        self._diagnostics.report(codes.NAME_UNKNOWN, naming.part.location, fields, position=naming.part.position)

    def _refuse(self, naming: Naming, problem: str) -> None:
        fields = {"name": naming.name, "problem": problem}
        self._diagnostics.report(codes.NAME_TAKEN, naming.part.location, fields, position=naming.part.position)


def _normal(key: str) -> str:
    """Return a key with its method in upper case, if it is a method and a path."""
    method, space, path = key.partition(" ")
    return f"{method.upper()} {path.strip()}" if space else key


def _place(key: str, home: Location) -> Location:
    """Return where a schema stands: `Pet`, `#/paths/~1pets/get/...` or `common.yaml#/Pet`."""
    file, mark, pointer = key.partition("#")
    if mark and (not pointer or pointer.startswith("/")):
        return Location(file or home.file, pointer)
    return Location(home.file, f"{home.pointer}/{escape_token(key)}")


def _last(place: Location) -> str:
    return place.pointer.rpartition("/")[2].replace("~1", "/").replace("~0", "~")


def _folded(name: str) -> str:
    """Return what is left of a name where case and signs do not count: targets may write it in either case."""
    return "".join(character for character in name if character.isalnum()).casefold()
