"""Whether what an API answered is what its description says: a captured body against its schema."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.calls.captured import described_content, described_response
from specloom.calls.schema_check import SchemaChecker
from specloom.captures.model import BodyKind, Capture
from specloom.diagnostics.pointer import escape_token
from specloom.ir.operation import Operation
from specloom.ir.types import Direction

__all__ = ["deviations"]


def deviations(capture: Capture, operation: Operation, checker: SchemaChecker) -> tuple[tuple[str, str], ...]:
    """Return where an answer is not as described: JSON pointer into its body (empty: the answer itself), and what is wrong."""
    return tuple(_deviations(capture, operation, checker))


def _deviations(capture: Capture, operation: Operation, checker: SchemaChecker) -> Iterator[tuple[str, str]]:
    found = described_response(operation, capture.response.status)
    if found is None:
        yield "", f"the status {capture.response.status} is not described"
        return
    sent = {name for name, _ in capture.response.headers}
    for header in found.headers:
        if header.required and header.wire_name.lower() not in sent:
            yield "", f"the required header {header.wire_name} is not there"
    body = capture.response.body
    if body is None:
        return
    content = described_content(found, body.media_type)
    if content is None:
        essence = body.media_type.partition(";")[0]
        yield "", f"the media type {essence} is not described" if found.contents else "a body is not described"
        return
    if body.kind is not BodyKind.JSON or body.is_cut or content.is_sequence:
        return
    for problem in checker.problems(content.type.schema, body.value, Direction.RESPONSE):
        yield "".join(f"/{escape_token(str(step))}" for step in problem.path), problem.message
