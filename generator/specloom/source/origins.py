"""Where the parts of a file's data are written, once an overlay has put some of them there from elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from specloom.diagnostics import Location
from specloom.diagnostics.pointer import tokens_of

__all__ = ["Origin", "Origins"]


@dataclass(slots=True)
class Origin:
    """Where a node is written, and those of its members that are written somewhere else than inside it."""

    place: Location
    members: dict[str, Origin] = field(default_factory=dict[str, "Origin"])

    def child(self, token: str | int) -> Origin:
        """Return the origin of a member."""
        return self.members.get(str(token)) or Origin(self.place.child(token))

    def copy(self) -> Origin:
        """Return an origin of its own for a copy of the node."""
        return Origin(self.place, {token: member.copy() for token, member in self.members.items()})


class Origins:
    """The origins of one file's nodes. What was never touched stands where its pointer says."""

    def __init__(self, label: str) -> None:
        self._root = Origin(Location(label))

    def of(self, pointer: str) -> Location:
        """Return where the node at a pointer is written."""
        return self.at(tokens_of(pointer)).place

    def at(self, steps: Sequence[str | int]) -> Origin:
        """Return the origin of a node; its members may be read, not changed."""
        here = self._root
        for step in steps:
            here = here.child(step)
        return here

    def put(self, steps: Sequence[str | int], origin: Origin) -> None:
        """Say where a node comes from that is new, or new in its place; `steps` has at least one."""
        self._around(steps).members[str(steps[-1])] = origin.copy()

    def drop(self, steps: Sequence[str | int], following: int = 0) -> None:
        """Forget a node that was removed. In an array, the `following` elements after it move up by one."""
        around = self._around(steps)
        around.members.pop(str(steps[-1]), None)
        first = int(steps[-1]) if following else 0
        for index in range(first, first + following):
            around.members[str(index)] = around.child(index + 1)
            around.members.pop(str(index + 1), None)

    def _around(self, steps: Sequence[str | int]) -> Origin:
        """Return what holds a node, as a part of this table."""
        here = self._root
        for step in steps[:-1]:
            here = here.members.setdefault(str(step), here.child(step))
        return here
