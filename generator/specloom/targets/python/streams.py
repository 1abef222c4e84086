"""Answers that come item by item: server-sent events, lines of JSON; and the methods that read them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from specloom.ir.operation import Content, ContentKind, Operation, Response
from specloom.ir.types import Alias, Field, Object, Ref, Scalar, ScalarKind, Type, TypeDef, TypeId, Union, UnionOf

__all__ = ["STREAM", "has_stream_method", "is_stream", "item_kind", "stream_content", "success_responses", "switch"]

STREAM = "stream"
"""The field of a request that says whether the answer comes as a whole or item by item."""
_KINDS = (ContentKind.SSE, ContentKind.NDJSON)
_ENVELOPE = {"event", "data", "id", "retry", "comment"}
_DEEPEST = 8


def success_responses(operation: Operation) -> tuple[Response, ...]:
    """Return the documented successes; `default` counts where there is no other."""
    return operation.successes or tuple(one for one in operation.responses if one.status == "default")


def stream_content(response: Response) -> Content | None:
    """Return the content of a response that comes item by item; None where there is none."""
    return next((one for kind in _KINDS for one in response.contents if one.kind is kind), None)


def is_stream(operation: Operation) -> bool:
    """Return whether the one method of an operation reads a stream: it answers with nothing else."""
    contents = [content for response in success_responses(operation) for content in response.contents]
    return bool(contents) and all(content.kind in _KINDS for content in contents)


def has_stream_method(operation: Operation) -> bool:
    """Return whether an operation has a second method, for the stream: it answers with something else as well."""
    found = any(stream_content(response) for response in success_responses(operation))
    return found and not is_stream(operation)


def switch(operation: Operation, fields: Iterable[Field]) -> Field | None:
    """Return the field of the body that asks for the stream; the two methods say it, not their callers."""
    if not has_stream_method(operation):
        return None
    for field in fields:
        if field.wire_name == STREAM and isinstance(field.type, Scalar) and field.type.kind is ScalarKind.BOOLEAN:
            return field
    return None


def item_kind(types: Mapping[TypeId, TypeDef], content: Content) -> str:
    """Return how the runtime reads the items: `ndjson`, `events` where the type is that of a whole event, else `sse`.

    OpenAPI 3.2 (§4.14.3) describes an event as an object with `data`; older documents describe what its data holds.
    """
    if content.kind is ContentKind.NDJSON:
        return "ndjson"
    return "events" if _is_envelope(types, content.type, _DEEPEST) else "sse"


def _is_envelope(types: Mapping[TypeId, TypeDef], type_: Type | TypeDef, depth: int) -> bool:
    match type_:
        case _ if not depth:
            return False
        case Ref():
            return _is_envelope(types, types[type_.target], depth - 1)
        case Alias():
            return _is_envelope(types, type_.type, depth - 1)
        case UnionOf() | Union():
            return all(_is_envelope(types, variant, depth - 1) for variant in type_.variants)
        case Object():
            names = {field.wire_name for field in type_.fields}
            return bool(names & {"data", "event"}) and names <= _ENVELOPE
        case _:
            return False
