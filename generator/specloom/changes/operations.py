"""Operations, compared: parameters, bodies, answers, who may call."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from specloom.changes.model import Change, Effect, Level, level_of
from specloom.changes.schemas import Pair, Schemas, Spot, defaults
from specloom.changes.security import requirement_changes
from specloom.diagnostics import Location
from specloom.ir.operation import Body, Content, Header, Operation, Parameter, ParameterLocation, Response
from specloom.ir.types import Direction, Type

__all__ = ["OperationPair", "subject_of"]


def subject_of(operation: Operation) -> str:
    """Return what an operation is called: `GET /pets`."""
    return f"webhook {operation.webhook}" if operation.webhook else f"{operation.method} {operation.path}"


@dataclass(slots=True)
class OperationPair:
    """An operation before and after. Of a webhook or a callback the API is the caller (`is_turned`)."""

    old: Operation
    new: Operation
    schemas: Schemas
    is_turned: bool = False
    subject: str = ""
    """Default: that of the new one."""
    met: set[Pair] = field(default_factory=set[Pair])
    """The named types that the operation was found to use; complete when all changes are taken."""

    def changes(self) -> Iterator[Change]:
        """Yield what changed, apart from what changed in named types."""
        self.subject = self.subject or subject_of(self.new)
        yield from self._itself()
        yield from self._parameters()
        yield from self._bodies()
        yield from self._responses()
        yield from self._callbacks()

    @property
    def _asked(self) -> Direction:
        """Which way requests go, for the reader of the comparison."""
        return Direction.RESPONSE if self.is_turned else Direction.REQUEST

    @property
    def _answered(self) -> Direction:
        return Direction.REQUEST if self.is_turned else Direction.RESPONSE

    def _change(
        self,
        rule: str,
        level: Level,
        message: str,
        place: str = "",
        places: tuple[Location | None, Location | None] | None = None,
    ) -> Change:
        old, new = places or (self.old.origin, self.new.origin)
        return Change(rule=rule, level=level, subject=self.subject, place=place, message=message, old=old, new=new)

    def _types(
        self, old: Type, new: Type, area: str, direction: Direction, place: str, at: tuple[Location, Location]
    ) -> Iterator[Change]:
        spot = Spot(area=area, direction=direction, subject=self.subject, place=place, old=at[0], new=at[1])
        found, met = self.schemas.compare(old, new, spot)
        self.met |= met
        yield from found

    def _itself(self) -> Iterator[Change]:
        old, new = self.old, self.new
        if new.deprecated and not old.deprecated:
            yield self._change("endpoint-deprecated", Level.SAFE, "is deprecated now")
        elif old.deprecated and not new.deprecated:
            yield self._change("endpoint-reactivated", Level.SAFE, "is not deprecated any more")
        for tag in old.tags:
            if tag not in new.tags:
                yield self._change("api-tag-removed", Level.SAFE, f"has no longer the tag {tag!r}")
        for tag in new.tags:
            if tag not in old.tags:
                yield self._change("api-tag-added", Level.SAFE, f"has the tag {tag!r}")
        if old.declared_id != new.declared_id:
            yield self._renamed(old.declared_id, new.declared_id)
        if not self.is_turned:
            for rule, level, message in requirement_changes(old.security, new.security):
                yield self._change(rule, level, message)

    def _renamed(self, old: str | None, new: str | None) -> Change:
        """On the wire nothing changes; what it does to clients and pages, these say themselves."""
        if old is None:
            return self._change("api-operation-id-added", Level.SAFE, f"has the operationId {new!r}")
        if new is None:
            return self._change("api-operation-id-removed", Level.SAFE, f"has no operationId any more (was {old!r})")
        return self._change("api-operation-id-changed", Level.SAFE, f"had the operationId {old!r}, has {new!r}")

    def _parameters(self) -> Iterator[Change]:
        before, after = _by_key(self.old), _by_key(self.new)
        for key in [*before, *(key for key in after if key not in before)]:
            one, other = before.get(key), after.get(key)
            if one is None and other is not None:
                yield self._came(other)
            elif one is not None and other is None:
                rule = "request-parameter-removed-with-deprecation" if one.deprecated else "request-parameter-removed"
                level = Level.SAFE if one.deprecated else Level.DANGEROUS
                if self.is_turned and one.required:
                    level = Level.BREAKING  # who is called no longer gets it
                yield self._change(rule, level, "is gone", _place(one), (one.origin, None))
            elif one is not None and other is not None:
                yield from self._parameter(one, other)

    def _came(self, new: Parameter) -> Change:
        if new.location is ParameterLocation.PATH:
            return self._change("new-request-path-parameter", Level.BREAKING, "is new", _place(new), (None, new.origin))
        need = "required" if new.required else "optional"
        message = "is new and must be given" if new.required else "is new"
        level = level_of(self._asked, Effect.NARROWS) if new.required else Level.SAFE
        return self._change(f"new-{need}-request-parameter", level, message, _place(new), (None, new.origin))

    def _parameter(self, old: Parameter, new: Parameter) -> Iterator[Change]:
        place, at = _place(new), (old.origin, new.origin)
        spot = Spot(
            area="request-parameter",
            direction=self._asked,
            subject=self.subject,
            place=place,
            old=old.origin,
            new=new.origin,
        )
        if new.required and not old.required:
            yield self._change(
                "request-parameter-became-required",
                level_of(self._asked, Effect.NARROWS),
                "must be given now",
                place,
                at,
            )
        elif old.required and not new.required:
            yield self._change(
                "request-parameter-became-optional",
                level_of(self._asked, Effect.WIDENS),
                "may be left out now",
                place,
                at,
            )
        if new.deprecated and not old.deprecated:
            yield self._change("request-parameter-deprecated", Level.SAFE, "is deprecated now", place, at)
        elif old.deprecated and not new.deprecated:
            yield self._change("request-parameter-reactivated", Level.SAFE, "is not deprecated any more", place, at)
        if old.wire_name != new.wire_name and old.location is ParameterLocation.PATH:
            message = f"was called {old.wire_name!r}"
            yield self._change("request-path-parameter-renamed", Level.SAFE, message, place, at)
        if _written(old) != _written(new):
            message = f"was written as {_written(old)}, is as {_written(new)}"
            yield self._change("request-parameter-serialization-changed", Level.BREAKING, message, place, at)
        yield from defaults(spot, (old.has_default, old.default), (new.has_default, new.default))
        yield from self._types(old.type, new.type, "request-parameter", self._asked, place, at)

    def _bodies(self) -> Iterator[Change]:
        old, new = self.old.body, self.new.body
        if old is None and new is not None:
            need = "required" if new.required else "optional"
            level = level_of(self._asked, Effect.NARROWS) if new.required else Level.SAFE
            yield self._change(f"request-body-added-{need}", level, "is new", "request body", (None, new.origin))
        elif old is not None and new is None:
            yield self._change("request-body-removed", Level.BREAKING, "is gone", "request body", (old.origin, None))
        elif old is not None and new is not None:
            yield from self._body(old, new)

    def _body(self, old: Body, new: Body) -> Iterator[Change]:
        at = (old.origin, new.origin)
        if new.required and not old.required:
            level = level_of(self._asked, Effect.NARROWS)
            yield self._change("request-body-became-required", level, "must be given now", "request body", at)
        elif old.required and not new.required:
            level = level_of(self._asked, Effect.WIDENS)
            yield self._change("request-body-became-optional", level, "may be left out now", "request body", at)
        yield from self._contents(old.contents, new.contents, "request body", self._asked, at)

    def _contents(
        self,
        old: Sequence[Content],
        new: Sequence[Content],
        place: str,
        direction: Direction,
        at: tuple[Location, Location],
    ) -> Iterator[Change]:
        before, after = {_media(each): each for each in old}, {_media(each): each for each in new}
        area = "request-body" if place == "request body" else "response"
        for name, one in before.items():
            other = after.get(name)
            if other is None:
                yield self._change(
                    f"{area}-media-type-removed", Level.BREAKING, f"is no longer {name}", place, (one.origin, at[1])
                )
                continue
            where = place if len(before) == len(after) == 1 else f"{place} ({name})"
            inner = (
                f"{direction}-body"
                if not self.is_turned
                else f"{'request' if area == 'request-body' else 'response'}-body"
            )
            if one.is_sequence != other.is_sequence:
                message = "is one value now" if one.is_sequence else "is a sequence of values now"
                yield self._change(
                    f"{inner}-media-type-sequence-changed", Level.BREAKING, message, where, (one.origin, other.origin)
                )
            yield from self._types(one.type, other.type, inner, direction, where, (one.origin, other.origin))
        # A client says what it accepts; who is called takes what comes.
        level = Level.DANGEROUS if self.is_turned and direction is Direction.RESPONSE else Level.SAFE
        for name, other in after.items():
            if name not in before:
                message = f"may also be {name}"
                yield self._change(f"{area}-media-type-added", level, message, place, (at[0], other.origin))

    def _responses(self) -> Iterator[Change]:
        before = {each.status: each for each in self.old.responses}
        after = {each.status: each for each in self.new.responses}
        for status, one in before.items():
            other = after.get(status)
            if other is not None:
                yield from self._response(one, other)
                continue
            kind = "success" if one.is_success else "non-success"
            level = Level.BREAKING if one.is_success else Level.SAFE
            yield self._change(
                f"response-{kind}-status-removed", level, "is gone", f"answer {status}", (one.origin, None)
            )
        for status, other in after.items():
            if status not in before:
                kind = "success" if other.is_success else "non-success"
                level = Level.DANGEROUS if other.is_success and not self.is_turned else Level.SAFE
                yield self._change(
                    f"response-{kind}-status-added", level, "is new", f"answer {status}", (None, other.origin)
                )

    def _response(self, old: Response, new: Response) -> Iterator[Change]:
        place, at = f"answer {new.status}", (old.origin, new.origin)
        if old.contents and not new.contents:
            level = Level.SAFE if self.is_turned else Level.BREAKING
            yield self._change("response-body-removed", level, "has no body any more", place, at)
        elif new.contents and not old.contents:
            level = Level.BREAKING if self.is_turned else Level.SAFE
            yield self._change("response-body-added", level, "has a body now", place, at)
        else:
            yield from self._contents(old.contents, new.contents, place, self._answered, at)
        before, after = ({each.wire_name.lower(): each for each in one.headers} for one in (old, new))
        for name in [*before, *(name for name in after if name not in before)]:
            yield from self._header(before.get(name), after.get(name), place, at)

    def _header(
        self, old: Header | None, new: Header | None, place: str, at: tuple[Location, Location]
    ) -> Iterator[Change]:
        if old is None and new is not None:
            where = f"{place}, header {new.wire_name!r}"
            level = level_of(self._answered, Effect.NARROWS) if new.required else Level.SAFE
            yield self._change("response-header-added", level, "is new", where, (at[0], new.origin))
        elif old is not None and new is None:
            need, level = ("required", Level.BREAKING) if old.required else ("optional", Level.DANGEROUS)
            level = Level.SAFE if self.is_turned else level
            where = f"{place}, header {old.wire_name!r}"
            yield self._change(f"{need}-response-header-removed", level, "is gone", where, (old.origin, at[1]))
        elif old is not None and new is not None:
            where, places = f"{place}, header {new.wire_name!r}", (old.origin, new.origin)
            if old.required and not new.required:
                level = level_of(self._answered, Effect.WIDENS)
                yield self._change("response-header-became-optional", level, "may be missing now", where, places)
            elif new.required and not old.required:
                level = level_of(self._answered, Effect.NARROWS)
                yield self._change("response-header-became-required", level, "is always there now", where, places)
            yield from self._types(old.type, new.type, "response-header", self._answered, where, places)

    def _callbacks(self) -> Iterator[Change]:
        before = {(each.name, each.expression, each.operation.method): each for each in self.old.callbacks}
        after = {(each.name, each.expression, each.operation.method): each for each in self.new.callbacks}
        for key, one in before.items():
            other = after.get(key)
            place = f"callback {one.name!r}"
            if other is None:
                yield self._change("callback-removed", Level.BREAKING, "is gone", place, (one.origin, None))
                continue
            pair = OperationPair(
                one.operation,
                other.operation,
                self.schemas,
                is_turned=not self.is_turned,
                subject=f"{self.subject}, {place}",
            )
            yield from pair.changes()
            self.met |= pair.met
        for key, other in after.items():
            if key not in before:
                yield self._change(
                    "callback-added", Level.SAFE, "is new", f"callback {other.name!r}", (None, other.origin)
                )


def _by_key(operation: Operation) -> dict[tuple[str, str], Parameter]:
    """Return the parameters by what they are on the wire: those of a path by their place in it."""
    found: dict[tuple[str, str], Parameter] = {}
    places = {each: str(place) for place, each in enumerate(_names(operation.path))}
    for each in operation.parameters:
        name = each.wire_name
        if each.location is ParameterLocation.PATH:
            name = places.get(name, name)
        elif each.location is ParameterLocation.HEADER:
            name = name.lower()
        found[(each.location, name)] = each
    return found


def _names(path: str) -> list[str]:
    return [part.partition("}")[0] for part in path.split("{")[1:]]


def _place(parameter: Parameter) -> str:
    return f"{parameter.location} parameter {parameter.wire_name!r}"


def _written(parameter: Parameter) -> str:
    """Return how a value is written, as far as its type shows it."""
    if parameter.media_type:
        return parameter.media_type
    return f"{parameter.style}{', exploded' if parameter.explode else ''}"


def _media(content: Content) -> str:
    return content.media_type.replace(" ", "").lower()
