"""How much of what an API documents was captured: by operation, status and media type."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from specloom.calls.captured import Filed, file_captures
from specloom.captures.model import Captures
from specloom.ir.api import Api
from specloom.ir.operation import Operation

__all__ = ["CaptureCoverage", "CapturedOperation", "Share", "cover_captures"]


@dataclass(frozen=True, slots=True)
class Share:
    """Some of all."""

    some: int
    total: int

    @property
    def percent(self) -> float:
        """Some in a hundred; 100 of nothing."""
        return 100 * self.some / self.total if self.total else 100


@dataclass(frozen=True, slots=True, kw_only=True)
class CapturedOperation:
    """The answers of one operation. Each is told by its status and media type: `200 application/json`, `204`."""

    subject: str
    """`GET /pets/{id}`"""
    statuses: Share
    """Of the documented ones: `4XX` is one."""
    captured: tuple[str, ...]
    """Of the documented ones, as the description has them."""
    missing: tuple[str, ...]
    undocumented: tuple[str, ...]
    stale: int
    deviating: int
    """Of the documented ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CaptureCoverage:
    """The answers of an API."""

    operations: tuple[CapturedOperation, ...]
    """All that can be called, in the order of the API."""

    @property
    def of_operations(self) -> Share:
        """How many have a documented answer that was captured."""
        return Share(sum(bool(each.captured) for each in self.operations), len(self.operations))

    @property
    def of_statuses(self) -> Share:
        """How many documented statuses."""
        shares = [each.statuses for each in self.operations]
        return Share(sum(each.some for each in shares), sum(each.total for each in shares))

    @property
    def of_answers(self) -> Share:
        """How many documented pairs of status and media type."""
        some = sum(len(each.captured) for each in self.operations)
        return Share(some, some + sum(len(each.missing) for each in self.operations))

    def by_subject(self) -> dict[str, tuple[str, ...]]:
        """Return the captured answers of each operation that has any."""
        return {each.subject: each.captured for each in self.operations if each.captured}


def cover_captures(api: Api, captures: Captures) -> CaptureCoverage:
    """Return what of an API was captured."""
    return CaptureCoverage(operations=tuple(_covered(each, captures) for each in api.operations if each.path))


def _covered(operation: Operation, captures: Captures) -> CapturedOperation:
    filed = file_captures(operation, captures)
    found = {_documented(each) for each in filed if each.is_documented}
    answers = tuple(_answers(operation))
    statuses = {each.response.status for each in filed if each.response is not None and each.is_documented}
    return CapturedOperation(
        subject=f"{operation.method} {operation.path}",
        statuses=Share(len(statuses), len(operation.responses)),
        captured=tuple(each for each in answers if each in found),
        missing=tuple(each for each in answers if each not in found),
        undocumented=tuple(_own(each) for each in filed if not each.is_documented),
        stale=sum(each.recorded.is_stale for each in filed),
        deviating=sum(bool(each.recorded.deviations) for each in filed if each.is_documented),
    )


def _answers(operation: Operation) -> Iterator[str]:
    for response in operation.responses:
        if not response.contents:
            yield response.status
        yield from (f"{response.status} {content.media_type}" for content in response.contents)


def _documented(filed: Filed) -> str:
    """Return the documented answer that a capture is one of; for one without a body, the first of its status."""
    assert filed.response is not None, "it is documented"
    content = filed.content or next(iter(filed.response.contents), None)
    return filed.response.status if content is None else f"{filed.response.status} {content.media_type}"


def _own(filed: Filed) -> str:
    _, status, media_type = filed.recorded.capture.key
    return f"{status} {media_type}".strip()
