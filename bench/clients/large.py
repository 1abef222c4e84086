"""How generated clients grow with their description: lines and import of the package of a large document."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.clients.measure import Cold, cold_import, lines_of
from bench.clients.peers import CONTESTANTS, Contestant, make, version_of

__all__ = ["LargeRow", "as_markdown", "measure_large"]

_COLUMNS = (
    "generator",
    "lines",
    "per operation",
    "lines of code",
    "per operation",
    "import, ms",
    "its HTTP library, ms",
)
_FAILURES = (RuntimeError, OSError, LookupError, StopIteration, ValueError, SyntaxError)


@dataclass(slots=True, kw_only=True)
class LargeRow:
    """The figures of one contestant."""

    name: str
    operations: int
    failure: str = ""
    lines: int = 0
    code: int = 0
    import_ms: float = 0
    library_ms: float = 0


def measure_large(
    spec: Path, programs: Path, operations: int, colds: int, tell: Callable[[str], None]
) -> list[LargeRow]:
    """Return a row for every contestant; one that failed says why."""
    rows: list[LargeRow] = []
    for contestant in CONTESTANTS:
        row = LargeRow(name=f"{contestant.name} {version_of(contestant.kind)}".strip(), operations=operations)
        tell(f"generating from {spec.name}: {row.name}")
        with tempfile.TemporaryDirectory(prefix="bench-client-") as folder:
            try:
                _fill(row, contestant, programs, spec, Path(folder) / "out", colds)
            except _FAILURES as error:
                reason = (str(error) or type(error).__name__).replace(folder, "")
                row.failure = reason.partition(";")[0]
        rows.append(row)
    return rows


def _fill(row: LargeRow, contestant: Contestant, programs: Path, spec: Path, out: Path, colds: int) -> None:
    package = make(contestant, programs, spec, out)
    lines = lines_of(package)
    row.lines, row.code = lines.all, lines.code
    client, library = Cold(), Cold()
    for _ in range(colds):
        library.take(*cold_import(programs, f"import {contestant.http_library}", package.folder))
        client.take(*cold_import(programs, f"from {package.name} import {package.client}", package.folder))
    row.import_ms, row.library_ms = client.seconds * 1e3, library.seconds * 1e3


def as_markdown(rows: Sequence[LargeRow]) -> str:
    """Return the table as Markdown."""
    lines = ["| " + " | ".join(_COLUMNS) + " |", "| --- |" + " ---: |" * (len(_COLUMNS) - 1)]
    for row in rows:
        cells = [row.name, *(_figures(row) if not row.failure else [row.failure.replace("|", "\\|"), *[""] * 5])]
        lines.append("| " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _figures(row: LargeRow) -> list[str]:
    return [
        f"{row.lines:,d}",
        f"{row.lines / row.operations:.0f}",
        f"{row.code:,d}",
        f"{row.code / row.operations:.0f}",
        f"{row.import_ms:.0f}",
        f"{row.library_ms:.0f}",
    ]
