"""The data of a document's root file while it is changed: what changes is copied first, and its origin noted."""

from __future__ import annotations

from typing import Any

from specloom.overlay.query import Steps
from specloom.source import Document
from specloom.source.origins import Origin, Origins
from specloom.source.values import is_array, is_object

__all__ = ["MismatchError", "Patch"]


class MismatchError(Exception):
    """A value of one kind was to be merged into a value of another."""

    def __init__(self, steps: Steps, there: str, given: str, origin: Origin) -> None:
        super().__init__(there, given)
        self.steps = steps
        self.there = there
        self.given = given
        self.origin = origin
        """Of the value that was to be merged."""


class Patch:
    """Changes one document. Nothing that somebody else may hold (an alias of YAML, an overlay) is changed in place."""

    def __init__(self, document: Document) -> None:
        self._file = document.files[document.root_label]
        if document.origins is None:
            document.origins = Origins(document.root_label)
        self.origins = document.origins
        self._own: dict[int, Any] = {}
        """The objects and arrays that are copies of ours, by identity."""

    @property
    def data(self) -> Any:
        """The data as it is now."""
        return self._file.data

    def update(self, steps: Steps, value: Any, origin: Origin) -> None:
        """Merge a value into a node: into an object an object, into an array an array or one more element."""
        if is_array(self._at(steps)) and not is_array(value):
            self._append(steps, value, origin)
        else:
            self._merge(steps, value, origin)

    def remove(self, steps: Steps) -> None:
        """Remove a member or an element."""
        around, last = self._changeable(steps[:-1]), steps[-1]
        if is_array(around):
            del around[int(last)]
            self.origins.drop(steps, following=len(around) - int(last))
        else:
            del around[last]
            self.origins.drop(steps)

    def _merge(self, steps: Steps, value: Any, origin: Origin) -> None:
        """Merge recursively; what is new is added, arrays grow, scalars are replaced."""
        there = self._at(steps)
        if value is None and (is_object(there) or is_array(there)):
            return  # `components:` with nothing below it, as in the specification's own example
        if is_object(there) and is_object(value):
            for key, member in value.items():
                below = (*steps, key)
                if key in there:
                    self._merge(below, member, origin.child(key))
                else:
                    self._changeable(steps)[key] = member
                    self.origins.put(below, origin.child(key))
        elif is_array(there) and is_array(value):
            for index, element in enumerate(value):
                self._append(steps, element, origin.child(index))
        elif isinstance(there, dict | list) or isinstance(value, dict | list):
            raise MismatchError(steps, _kind(there), _kind(value), origin)
        else:
            self._changeable(steps[:-1])[steps[-1]] = value
            self.origins.put(steps, origin)

    def _append(self, steps: Steps, value: Any, origin: Origin) -> None:
        array = self._changeable(steps)
        array.append(value)
        self.origins.put((*steps, len(array) - 1), origin)

    def _at(self, steps: Steps) -> Any:
        here = self._file.data
        for step in steps:
            here = here[step]
        return here

    def _changeable(self, steps: Steps) -> Any:
        """Return an object or array for change: it, and everything around it, copied once."""
        here = self._file.data = self._copied(self._file.data)
        for step in steps:
            here[step] = self._copied(here[step])
            here = here[step]
        return here

    def _copied(self, value: Any) -> Any:
        if id(value) not in self._own:
            value = value.copy()
            self._own[id(value)] = value
        return value


def _kind(value: Any) -> str:
    if is_object(value):
        return "an object"
    return "an array" if is_array(value) else "a single value"
