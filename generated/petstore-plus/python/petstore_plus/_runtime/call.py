"""What is fixed about an operation: everything but the values of one call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Generic, NamedTuple, Self, TypeVar

from .auth import Requirements
from .styles import Style

T = TypeVar("T")


class Body(NamedTuple):
    """How a body is written."""

    kind: str
    """`json`, `form`, `multipart`, `parts`, `text`, `binary`, `ndjson` or `any`."""
    media_type: str
    required: bool = True
    """False: a body of which nothing is given is not sent."""
    styles: Mapping[str, Style] = {}
    """For `form` and `multipart`: properties that are written in a style of their own."""
    part_types: Mapping[str, str] = {}
    """For `multipart` and `parts`: properties with a media type of their own."""
    place_types: tuple[str, ...] = ()
    """For `parts` without names: the media types of the first ones, then that of all others."""


class Call(NamedTuple, Generic[T]):
    """An operation that returns a `T`."""

    method: str
    path: str
    """The template, as documented."""
    returns: Mapping[str, str] = {}
    """Type expressions of success bodies by status: `200`, `2XX`, `default`."""
    errors: Mapping[str, str] = {}
    """Type expressions of error bodies by status."""
    auth: Requirements = ()
    """Alternatives; each the name of a scheme, or those of several that go together."""
    accept: str = "application/json"
    body: Body | None = None
    further: tuple[Body, ...] = ()
    """How the body is written in other media types."""
    query: Body | None = None
    """How the whole query string is written, where one argument is all of it."""
    styles: Mapping[tuple[str, str], Style] = {}
    """By location and name: parameters that are not written in the usual style of their location."""
    stream: str | None = None
    """`sse` or `ndjson`: the body is read item by item, and `returns` is the type of one."""
    key: str = ""
    """The header that takes an idempotency key, in lower case; one is made for a call that gives none."""
    server: str | None = None
    """The operation's own address, where it is not the client's."""
    deprecated: bool = False
    """A call warns."""

    def sending(self, media_type: str) -> Self:
        """Return the call with its body in another media type."""
        known = {one.media_type: one for one in self.further}
        other = self.body and self.body._replace(media_type=media_type)
        return self._replace(body=known.get(media_type, other))
