"""Plans what the coverage page says of captures."""

from __future__ import annotations

from specloom.calls.capture_coverage import CaptureCoverage
from specloom.targets.docs.coverage_views import CaptureCount, CaptureRow
from specloom.targets.docs.markdown import MdCode, MdWords

__all__ = ["capture_counts", "capture_rows"]


def capture_counts(found: CaptureCoverage) -> tuple[CaptureCount, ...]:
    """Return how many operations, statuses and media types were captured; nothing where nothing was."""
    if not any(each.captured or each.undocumented for each in found.operations):
        return ()
    shares = {
        "Operations": found.of_operations,
        "Statuses": found.of_statuses,
        "Statuses by media type": found.of_answers,
    }
    return tuple(
        CaptureCount(kind=MdWords(kind), documented=share.total, captured=share.some) for kind, share in shares.items()
    )


def capture_rows(found: CaptureCoverage) -> tuple[CaptureRow, ...]:
    """Return the operations of which anything was captured."""
    return tuple(
        CaptureRow(
            operation=MdCode(each.subject, cell=True),
            captured=_codes(each.captured),
            missing=_codes(each.missing),
            undocumented=_codes(each.undocumented),
            stale=each.stale,
            deviating=each.deviating,
        )
        for each in found.operations
        if each.captured or each.undocumented
    )


def _codes(words: tuple[str, ...]) -> tuple[MdCode, ...]:
    return tuple(MdCode(each, cell=True) for each in words)
