"""Requests in several media types: a method for all that take the same arguments, another one for each that does not."""

from __future__ import annotations

from dataclasses import replace

from specloom.diagnostics import Diagnostics
from specloom.diagnostics.codes import BODY_ALTERNATIVE
from specloom.ir.operation import Content, ContentKind, Operation
from specloom.targets.python.forms import RequestForm
from specloom.targets.python.plan_arguments import InputPlanner
from specloom.targets.python.plan_bodies import preferred_body

__all__ = ["request_forms"]

_STRUCTURED = (ContentKind.JSON, ContentKind.FORM, ContentKind.MULTIPART)


def request_forms(operation: Operation, inputs: InputPlanner, diagnostics: Diagnostics) -> list[RequestForm]:
    """Return a form for each method that an operation needs; the first one sends what is preferred."""
    if operation.body is None or len(operation.body.contents) == 1:
        return [RequestForm(operation)]
    best = preferred_body(operation.body)
    groups: dict[object, list[Content]] = {_arguments(operation, best, inputs): [best]}
    lost: list[Content] = []
    for content in sorted(operation.body.contents, key=_is_open):
        if _says_the_same(content, best):
            lost.append(content)
        elif content != best:
            groups.setdefault(_arguments(operation, content, inputs), []).append(content)
    if lost:
        diagnostics.report(
            BODY_ALTERNATIVE,
            best.origin,
            subject=f"{operation.method} {operation.path}",
            others=", ".join(one.media_type for one in lost),
            used=best.media_type,
        )
    return [
        RequestForm(_sending(operation, contents), "" if contents[0] is best else contents[0].media_type)
        for contents in groups.values()
    ]


def _arguments(operation: Operation, content: Content, inputs: InputPlanner) -> object:
    """Return what two media types have in common where one method can send both."""
    planned = inputs.plan(_sending(operation, [content]))
    return tuple((one.name, one.group, one.type.text, one.required) for one in planned)


def _says_the_same(content: Content, best: Content) -> bool:
    """Return whether a body is what is sent anyway, in a notation that is not written: XML, or the text of an object."""
    if content.kind in (ContentKind.XML, ContentKind.SSE):
        return best.kind in _STRUCTURED
    return best.kind in _STRUCTURED and content.kind not in _STRUCTURED and content.type == best.type


def _is_open(content: Content) -> bool:
    """Return whether a media type leaves open what is sent."""
    return "*" in content.media_type


def _sending(operation: Operation, contents: list[Content]) -> Operation:
    assert operation.body is not None, "it has contents"
    return replace(operation, body=replace(operation.body, contents=tuple(contents)))
