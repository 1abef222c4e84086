"""The coverage of a run against a ledger that was committed: where that is, and how what got worse is told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from specloom.cli.ledger import place_as_json
from specloom.cli.run import Done, Run
from specloom.cli.worse import Worse, find_worse
from specloom.diagnostics import Diagnostics, Severity, codes
from specloom.ir.ledger_record import FILE_NAME, Record, RecordError, read_record
from specloom.output import FolderPlan, Plan

__all__ = ["Comparison", "committed", "compare", "read_ledger", "report", "report_few_captures"]

_PLACE = ("file", "line", "column", "pointer")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What got worse in one job."""

    done: Done
    label: str
    """Of the ledger that it was compared with, as the user would write it."""
    worse: tuple[Worse, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the comparison for the JSON report."""
        return {"source": self.done.name, "ledger": self.label, "worse": [self._as_json(each) for each in self.worse]}

    def _as_json(self, each: Worse) -> dict[str, Any]:
        place: dict[str, Any] = dict.fromkeys(_PLACE)
        if each.origin is not None:
            place = place_as_json(each.origin, self.done.texts)
        return {
            "subject": each.subject,
            "part": each.part,
            "before": each.before,
            "after": each.after,
            "reason": each.reason,
            "rule": each.rule or None,
            **place,
        }


def read_ledger(path: str, diagnostics: Diagnostics) -> Record | None:
    """Return the ledger in a file; None where that is reported as impossible."""
    try:
        return read_record(Path(path).read_text(encoding="utf-8"))
    except FileNotFoundError:
        diagnostics.report(codes.FILE_MISSING, None, path=path)
    except OSError as error:
        diagnostics.report(codes.FILE_UNREADABLE, None, path=path, reason=error.strerror or error)
    except (RecordError, UnicodeDecodeError) as error:
        problem = error if isinstance(error, RecordError) else "it is not UTF-8 text"
        diagnostics.report(codes.LEDGER_INVALID, None, path=path, problem=problem)
    return None


def committed(plan: Plan, run: Run) -> Iterator[tuple[Done, str, Record]]:
    """Yield the ledger that the output of a job holds before anything is written, where it holds one."""
    folders = iter(plan.folders)
    for done in run.done:
        for folder in islice(folders, done.folders):
            record = _record_in(folder)
            if record is not None:
                yield done, f"{folder.label}/{FILE_NAME}", record


def _record_in(folder: FolderPlan) -> Record | None:
    content = next((change.before for change in folder.changes if change.path == FILE_NAME), None)
    if content is None:
        return None
    try:
        return read_record(content.decode("utf-8"))
    except ValueError:
        return None  # which is drift, and told as such


def compare(done: Done, label: str, record: Record) -> Comparison:
    """Return what got worse in a job since a ledger was written."""
    return Comparison(done=done, label=label, worse=tuple(find_worse(done, record)))


def report(found: Comparison) -> bool:
    """Add a finding for each thing that got worse; return whether one of them is an error."""
    findings = [
        found.done.diagnostics.report(
            codes.COVERAGE_WORSE,
            each.origin,
            subject=each.subject,
            part=each.named,
            after=each.after,
            reason=each.reason,
            ledger=found.label,
        )
        for each in found.worse
    ]
    return any(each.severity >= Severity.ERROR for each in findings)


def report_few_captures(done: Done) -> bool:
    """Add a finding where fewer operations have a capture than the config wants; return whether it is an error."""
    if done.captured is None or done.captured.of_operations.percent >= done.minimum:
        return False
    share = done.captured.of_operations
    finding = done.diagnostics.report(
        codes.CAPTURES_FEW, None, some=share.some, total=share.total, minimum=f"{done.minimum:g}"
    )
    return finding.severity >= Severity.ERROR
