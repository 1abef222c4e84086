"""The media types of a request body: which one is sent, and what a call with another one is called."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.ir.operation import Content, ContentKind, Operation
from specloom.slugs import Candidates, unique_slugs

__all__ = ["other_contents", "preferred_content"]

_BODY_KINDS = (ContentKind.JSON, ContentKind.MULTIPART, ContentKind.FORM, ContentKind.BINARY)
_SHORT = {
    "application/json": "json",
    "application/octet-stream": "binary",
    "application/x-www-form-urlencoded": "form",
    "application/xml": "xml",
    "multipart/form-data": "multipart",
    "text/plain": "text",
}
_VARIANTS = ("minimal", "full", "pages")
"""Other variants of snippets: `pages` is a loop around the minimal call."""


def preferred_content(contents: tuple[Content, ...]) -> Content:
    """Return the content to send: JSON, else a form with files, a form, bytes, else the first."""
    for kind in _BODY_KINDS:
        for content in contents:
            if content.kind is kind:
                return content
    return contents[0]


def other_contents(operation: Operation, preferred: Content | None) -> Iterator[tuple[str, Content]]:
    """Yield the other contents of a body, each with a name that can be that of a file."""
    contents = () if operation.body is None else operation.body.contents
    names = unique_slugs((_candidates(content) for content in contents), reserved=_VARIANTS)
    for content in contents:
        if content is not preferred:
            yield names[content.media_type], content


def _candidates(content: Content) -> Candidates:
    essence = content.media_type.partition(";")[0].strip().lower()
    whole = content.media_type.lower()
    names = (_SHORT[essence], whole) if essence in _SHORT else (essence.removeprefix("application/"), whole)
    return Candidates(content.media_type, names, "body")
