"""What a snippet may do with the answer to its call."""

from __future__ import annotations

from specloom.calls.model import Call
from specloom.ir.operation import ContentKind
from specloom.targets.snippets.languages.model import Answer

__all__ = ["expected_answer"]

_TEXT = frozenset({ContentKind.TEXT, ContentKind.XML, ContentKind.ANY})
_STREAM = frozenset({ContentKind.NDJSON, ContentKind.SSE})


def expected_answer(call: Call) -> Answer:
    """Return the kind of the documented success answer: of its first media type where it has several."""
    if not call.expects_body or call.operation.method == "HEAD":
        return Answer.NOTHING
    if call.expects_json:
        return Answer.JSON
    kinds = [content.kind for response in call.operation.successes for content in response.contents]
    if kinds and kinds[0] in _STREAM:
        return Answer.STREAM
    return Answer.TEXT if kinds and kinds[0] in _TEXT else Answer.BINARY
