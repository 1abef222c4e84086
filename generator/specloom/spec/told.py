"""Which departures from the official schema a finding of our own says already, by what follows from them."""

from __future__ import annotations

from specloom.diagnostics import Diagnostics, Severity
from specloom.diagnostics.pointer import tokens_of
from specloom.spec.violations import Violation

__all__ = ["Told"]

_FIELDS: dict[str, frozenset[str]] = {
    "path-parameter-optional": frozenset({"required"}),
    "responses-missing": frozenset({"responses"}),
    "schema-type-unknown": frozenset({"type"}),
    "enum-empty": frozenset({"enum"}),
    "pattern-invalid": frozenset({"pattern"}),
    "discriminator-unusable": frozenset({"discriminator", "propertyName", "mapping"}),
    "field-newer": frozenset(),
    "method-case": frozenset(),
    "parameter-style": frozenset(),
    "path-slash": frozenset(),
    "querystring-conflict": frozenset(),
    "status-unusual": frozenset(),
    "structure-empty": frozenset(),
    "ref-dangling": frozenset(),
    "ref-siblings": frozenset(),
}
"""Findings that stand at an object, and the fields of it that they are about; or at the fault itself."""
_OF_A_LIST = frozenset({"querystring-conflict"})
"""Findings that stand at an element, and say what is wrong with the list around it."""
_OF_MEMBERS: dict[str, frozenset[str]] = {"status-unusual": frozenset({"default"})}
"""Findings that stand at members of an object, and the fields that the object seems to lack because of them."""
_WHOLE = frozenset({"ref-misplaced", "scheme-unsupported", "server-variable-undefined"})
"""Findings after which nothing is to be said about the fields of the object at which, or at whose `$ref`, they stand."""


class Told:
    """What the findings so far say of the root file."""

    def __init__(self, diagnostics: Diagnostics, file: str) -> None:
        self._codes: dict[tuple[str, ...], set[str]] = {}
        self._inside: dict[tuple[str, ...], set[str]] = {}
        self._errors: set[tuple[str, ...]] = set()
        for finding in diagnostics:
            if finding.location is None or finding.location.file != file:
                continue
            path = tuple(tokens_of(finding.location.pointer))
            name = finding.code.name
            self._codes.setdefault(path, set()).add(name)
            self._inside.setdefault(path[:-1], set()).add(name)
            if name in _WHOLE and path[-1:] == ("$ref",):
                self._codes.setdefault(path[:-1], set()).add(name)
            if name in _OF_A_LIST:
                self._codes.setdefault(path[:-1], set()).add(name)
            if finding.code.severity >= Severity.ERROR:
                self._errors.update((path, path[:-1]))

    def covers(self, violation: Violation) -> bool:
        """Return whether a violation need not be told: an error stands there or right inside, or a finding says the same."""
        path = violation.path
        here, around = self._codes.get(path, set()), self._codes.get(path[:-1], set())
        inside = self._inside.get(path, set())
        if path in self._errors or (here | around) & _WHOLE:
            return True
        key = str(violation.fields.get("key", "")).strip("`")
        fields = {key, path[-1] if path else ""}
        if any(name in _FIELDS and (not _FIELDS[name] or fields & _FIELDS[name]) for name in here):
            return True
        if any(key in _OF_MEMBERS.get(name, ()) for name in inside):
            return True
        return any(path[-1] in _FIELDS.get(name, ()) for name in around) if path else False
