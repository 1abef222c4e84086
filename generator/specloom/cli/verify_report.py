"""What `specloom verify` tells: a table of operations by languages, a sum, findings, and all of it as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from specloom.diagnostics import Diagnostics, codes
from specloom.verify import Outcome, Result

__all__ = ["as_json", "report", "sums", "table"]


def table(name: str, results: Sequence[Result]) -> str:
    """Return a row for each operation and a column for each language; a cell counts outcomes of variants."""
    languages = list(dict.fromkeys(result.snippet.language for result in results))
    cells: dict[str, dict[str, list[Result]]] = {}
    for result in results:
        row = cells.setdefault(result.snippet.call.operation.id, {})
        row.setdefault(result.snippet.language, []).append(result)
    rows = [[name, *languages]]
    rows += [[operation, *(_cell(row.get(each, ())) for each in languages)] for operation, row in cells.items()]
    rows.append(["", *(_cell([one for one in results if one.snippet.language == each]) for each in languages)])
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "".join(f"{line}\n" for line in lines)


def _cell(results: Sequence[Result]) -> str:
    return ", ".join(f"{count} {outcome}" for outcome, count in _counts(results).items()) or "-"


def _counts(results: Sequence[Result]) -> dict[Outcome, int]:
    """Return how often each outcome came, the good ones first; only those that did."""
    counts = Counter(result.outcome for result in results)
    return {outcome: counts[outcome] for outcome in Outcome if counts[outcome]}


def sums(name: str, results: Sequence[Result]) -> Iterator[str]:
    """Yield a line for the whole, and one for each reason why something was not run."""
    remembered = sum(result.is_remembered for result in results)
    before = f" ({remembered} of them in a run before)" if remembered else ""
    yield f"{name}  {len(results)} snippet{'' if len(results) == 1 else 's'}: {_cell(results)}{before}"
    for (language, reason), count in _not_run(results).items():
        yield f"  {language}: {count} not run, {reason}"


def _not_run(results: Sequence[Result]) -> Counter[tuple[str, str]]:
    return Counter((one.snippet.language, one.problem) for one in results if one.outcome is Outcome.NOT_RUN)


def report(results: Sequence[Result], diagnostics: Diagnostics, *, requires_tools: bool) -> bool:
    """Add a finding for each snippet that is wrong, and for each tool that must be there; return whether there is none."""
    wrong = [result for result in results if result.outcome.is_wrong]
    for result in wrong:
        operation = result.snippet.call.operation
        diagnostics.report(
            codes.SNIPPET_WRONG,
            operation.origin,
            subject=f"{operation.method} {operation.path}",
            variant=result.snippet.variant,
            language=result.snippet.language,
            outcome=result.outcome.value,
            problem=result.problem,
        )
    runnable = [result for result in results if result.snippet.command]
    missing = _not_run(runnable if requires_tools else [])
    for (language, reason), count in missing.items():
        diagnostics.report(codes.TOOL_MISSING, None, count=count, language=language, reason=reason)
    return not wrong and not missing


def as_json(name: str, results: Sequence[Result]) -> dict[str, Any]:
    """Return the outcomes of one source for the JSON report."""
    return {
        "source": name,
        "totals": {outcome.value: count for outcome, count in _counts(results).items()},
        "results": [
            {
                "operation": result.snippet.call.operation.id,
                "variant": result.snippet.variant,
                "language": result.snippet.language,
                "path": result.snippet.path,
                "outcome": result.outcome.value,
                "problem": result.problem,
                "remembered": result.is_remembered,
            }
            for result in results
        ],
    }
