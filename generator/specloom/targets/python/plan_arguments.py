"""The arguments of a method: parameters as documented, then the body or its fields, and where each value goes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specloom.diagnostics import Diagnostics
from specloom.ir.operation import Body, Content, ContentKind, Operation, ParameterLocation
from specloom.ir.types import Alias, Direction, Field, Object, Ref, Type
from specloom.targets.python.docs import with_facts
from specloom.targets.python.expressions import Expr, generic, join, literal, name
from specloom.targets.python.hoists import Place, body_place, definition_place, parameter_place
from specloom.targets.python.literals import PyLiteral
from specloom.targets.python.plan_bodies import preferred_body
from specloom.targets.python.prose import PyDoc
from specloom.targets.python.scopes import CONTENT_TYPE, argument_scope, field_key, name_arguments, parameter_key
from specloom.targets.python.streams import switch
from specloom.targets.python.types import TypeWriter

__all__ = ["GROUPS", "PLACES", "Input", "InputPlanner"]

_UNSET = name("Unset")
PLACES = {
    ParameterLocation.PATH: "path",
    ParameterLocation.QUERY: "query",
    ParameterLocation.QUERYSTRING: "querystring",
    ParameterLocation.HEADER: "headers",
    ParameterLocation.COOKIE: "cookies",
}
"""The group of each location."""
GROUPS = ("query", "querystring", "headers", "cookies", "body")
"""Where values go besides the path, in the order in which they are written down."""
_FLATTENED = (ContentKind.JSON, ContentKind.FORM, ContentKind.MULTIPART)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """One argument, and where its value goes."""

    name: str
    wire_name: str
    group: str
    """`path`, one of `GROUPS` (`body` for a field of it), `CONTENT_TYPE`, or nothing for the body itself."""
    type: Expr
    value_type: Type
    """What its values are, as the document says."""
    takes_files: bool = False
    required: bool
    doc: PyDoc | None


@dataclass(frozen=True, slots=True)
class InputPlanner:
    """Plans the arguments of methods."""

    writer: TypeWriter
    diagnostics: Diagnostics

    def plan(self, operation: Operation) -> Iterator[Input]:
        """Yield the arguments of a method: parameters as documented, then the body or its fields, and its media type."""
        content = preferred_body(operation.body) if operation.body else None
        media_types = _choices(operation.body) if operation.body else []
        target = self._flattened(content) if content else None
        fields = [one for one in target.fields if one.exists_in(Direction.REQUEST)] if target else []
        chosen = self.switch(operation)
        fields = [one for one in fields if one is not chosen]
        scope = argument_scope(operation, self.writer.names.book)
        names = name_arguments(
            operation.parameters, fields, self.diagnostics, has_choice=bool(media_types), scope=scope
        )
        for parameter in operation.parameters:
            written = self.writer.argument(parameter.type, parameter_place(operation, parameter))
            yield Input(
                name=names[parameter_key(parameter)],
                wire_name=parameter.wire_name,
                group=PLACES[parameter.location],
                type=written if parameter.required else join(written, _UNSET),
                value_type=parameter.type,
                required=parameter.required,
                doc=with_facts(
                    parameter.description,
                    deprecated=parameter.deprecated,
                    default=parameter.default,
                    has_default=parameter.has_default,
                ),
            )
        if content is None or operation.body is None:
            return
        if target is not None:
            place = definition_place(target)
            for one in fields:
                yield self._field(one, place, names[field_key(one)], content, operation.body.required)
        else:
            yield self._whole(operation, content)
        if media_types:
            yield _choice(names[CONTENT_TYPE], content, media_types)

    def switch(self, operation: Operation) -> Field | None:
        """Return the field of the body that asks for a stream; it is no argument."""
        target = self._flattened(preferred_body(operation.body)) if operation.body else None
        return switch(operation, target.fields) if target else None

    def _flattened(self, content: Content) -> Object | None:
        """Return the object whose fields become arguments; None where the body is given as one value."""
        if content.kind not in _FLATTENED or content.is_sequence:
            return None
        type_: Type = content.type
        while isinstance(type_, Ref) and not type_.nullable:
            definition = self.writer.types[type_.target]
            if isinstance(definition, Object):
                return definition if any(one.exists_in(Direction.REQUEST) for one in definition.fields) else None
            if not isinstance(definition, Alias) or definition.recursive:
                return None
            type_ = definition.type
        return None

    def _field(self, field: Field, place: Place, name: str, content: Content, is_body_required: bool) -> Input:
        required = field.required and is_body_required
        takes_files = content.kind is ContentKind.MULTIPART
        written = self.writer.argument(field.type, place.named(field.wire_name), takes_files=takes_files)
        return Input(
            name=name,
            wire_name=field.wire_name,
            group="body",
            type=written if required else join(written, _UNSET),
            value_type=field.type,
            takes_files=takes_files,
            required=required,
            doc=with_facts(
                field.description, deprecated=field.deprecated, default=field.default, has_default=field.has_default
            ),
        )

    def _whole(self, operation: Operation, content: Content) -> Input:
        """Return the argument that is the whole body."""
        required = operation.body is not None and operation.body.required
        takes_files = content.kind in (ContentKind.MULTIPART, ContentKind.BINARY, ContentKind.ANY)
        written = self.writer.argument(content.type, body_place(operation, content), takes_files=takes_files)
        match content.kind:
            case ContentKind.XML | ContentKind.SSE:
                written = name("str | bytes")
            case ContentKind.MULTIPART if content.is_sequence:
                written = generic("Sequence", written)
            case ContentKind.NDJSON:
                written = join(generic("Sequence", written), name("str"))
            case ContentKind.BINARY:
                written = join(written, name("FileInput"))
            case _:
                pass
        return Input(
            name="body",
            wire_name="",
            group="",
            type=written if required else join(written, _UNSET),
            value_type=content.type,
            takes_files=takes_files,
            required=required,
            doc=with_facts(
                operation.body.description if operation.body else "", deprecated=False, default=None, has_default=False
            ),
        )


def _choices(body: Body) -> list[str]:
    """Return the media types that a body can be sent in, where there are several; a wildcard is none."""
    listed = [one.media_type for one in body.contents if "*" not in one.media_type]
    return listed if len(listed) > 1 else []


def _choice(name_: str, usual: Content, media_types: list[str]) -> Input:
    """Return the argument that says in which media type the body is sent."""
    listed = literal(PyLiteral(media_type).printed() for media_type in media_types)
    return Input(
        name=name_,
        wire_name="",
        group=CONTENT_TYPE,
        type=join(listed, _UNSET),
        value_type=usual.type,
        required=False,
        doc=with_facts("How the body is written.", deprecated=False, default=usual.media_type, has_default=True),
    )
