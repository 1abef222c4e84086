"""The rows of `bench.client` as a table for the terminal, as Markdown, and between the markers of its page."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import NamedTuple

from rich.table import Table

from bench.clients.sample import Sample

__all__ = ["Row", "as_json", "as_markdown", "as_table", "between", "machine", "section"]


@dataclass(slots=True)
class Row:
    """The figures of one contestant."""

    name: str
    version: str
    http_library: str
    operations: int
    failure: str = ""
    lines: int = 0
    code: int = 0
    import_ms: float = 0
    library_ms: float = 0
    megabytes: float = 0
    library_megabytes: float = 0
    first_ms: float = 0
    call_us: float = 0
    by_hand_us: float = 0
    list_ms: float = 0
    list_by_hand_ms: float = 0
    type_errors: int = 0


class _Column(NamedTuple):
    """One figure: less is better."""

    title: str
    figure: Callable[[Row], float]
    shown: Callable[[Row], str]


def _column(title: str, figure: Callable[[Row], float], form: str) -> _Column:
    return _Column(title, figure, lambda row: format(figure(row), form))


_COLUMNS = (
    _column("lines", lambda row: row.lines, ",d"),
    _column("lines of code", lambda row: row.code, ",d"),
    _column("per operation", lambda row: row.code / row.operations, ".0f"),
    _column("import, ms", lambda row: row.import_ms, ".0f"),
    _column("above its HTTP library", lambda row: row.import_ms - row.library_ms, ".0f"),
    _column("peak, MB", lambda row: row.megabytes, ".1f"),
    _column("above its HTTP library", lambda row: row.megabytes - row.library_megabytes, ".1f"),
    _column("first answer, ms", lambda row: row.first_ms, ".0f"),
    _column("call, µs", lambda row: row.call_us, ".0f"),
    _column("times by hand", lambda row: row.call_us / row.by_hand_us, ".2f"),
    _column("1,000 items, ms", lambda row: row.list_ms, ".2f"),
    _column("times by hand", lambda row: row.list_ms / row.list_by_hand_ms, ".2f"),
    _column("mypy --strict errors", lambda row: row.type_errors, ",d"),
)


def as_json(rows: Sequence[Row]) -> str:
    """Return the figures as they were measured."""
    return json.dumps([asdict(row) for row in rows], indent=2)


def as_table(rows: Sequence[Row]) -> Table:
    """Return the table for a terminal."""
    table = Table("generator", "HTTP library", *(column.title for column in _COLUMNS))
    for cells in _cells(rows):
        table.add_row(*(cell.replace("**", "") for cell in cells))
    return table


def as_markdown(rows: Sequence[Row]) -> str:
    """Return the table as Markdown; the best of every column is bold."""
    titles = ["generator", "HTTP library", *(column.title for column in _COLUMNS)]
    rule = ["---", "---", *("---:" for _ in _COLUMNS)]
    return "\n".join("| " + " | ".join(line) + " |" for line in [titles, rule, *_cells(rows)])


def _cells(rows: Sequence[Row]) -> list[list[str]]:
    good = [row for row in rows if not row.failure]
    best = [min((column.shown(row) for row in good), key=_number, default="") for column in _COLUMNS]
    found: list[list[str]] = []
    for row in rows:
        head = [f"{row.name} {row.version}".strip(), row.http_library]
        if row.failure:
            found.append([*head, row.failure.replace("|", "\\|"), *[""] * (len(_COLUMNS) - 1)])
            continue
        shown = [column.shown(row) for column in _COLUMNS]
        found.append([*head, *(f"**{s}**" if s == b else s for s, b in zip(shown, best, strict=True))])
    return found


def _number(text: str) -> float:
    return float(text.replace(",", ""))


def between(page: str, command: str, text: str) -> str:
    """Return the page with a text between the markers of a command. Raises `ValueError` where it has none."""
    begin, end = f"<!-- begin: {command} -->", "<!-- end -->"
    before, found, rest = page.partition(begin)
    _, closed, after = rest.partition(end)
    if not found or not closed:
        raise ValueError("the page has no markers")
    return f"{before}{begin}\n\n{text}\n\n{end}{after}"


def machine() -> str:
    """Return what the figures depend on."""
    return f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}"


def section(rows: Sequence[Row], sample: Sample, document: str) -> str:
    """Return what one run says."""
    kilobytes = len(sample.many.answer) / 1000
    libraries = {row.http_library: row for row in rows if not row.failure}
    beside = [
        f"| {name} | {row.library_ms:.0f} | {row.library_megabytes:.1f} | {row.by_hand_us:.0f} | {row.list_by_hand_ms:.2f} |"
        for name, row in libraries.items()
    ]
    return "\n".join(
        [
            f"`{document}`, {rows[0].operations} operations; {machine()}. The call is `{sample.one.operation}`, the list"
            f" `{sample.many.operation}` ({kilobytes:,.0f} kB).",
            "The best of every column is bold.",
            "",
            as_markdown(rows),
            "",
            "Beside them, the HTTP libraries themselves and the same calls written by hand:",
            "",
            "| HTTP library | import, ms | peak, MB | call by hand, µs | 1,000 items by hand, ms |",
            "|---|---:|---:|---:|---:|",
            *beside,
        ]
    )
