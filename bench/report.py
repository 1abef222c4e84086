"""The table of the corpus as text, as Markdown, and as the page docs/corpus.md."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from pathlib import Path

from bench.documents import Row

__all__ = ["as_markdown", "as_page", "as_text"]

_LEFT = frozenset({"Document", "Version", "By default", "With `--lenient`", "Checks"})
_PAGE = Path(__file__).with_name("corpus_page.md")
_REASONS = {
    "ref-remote": "A reference leads to another host. specloom never uses the network unasked.",
    "ref-missing": "A reference leads to nothing; with `--lenient` what stood there is left open.",
    "structure": "A part has a type that the specification does not allow, so that nobody knows what was meant.",
    "value-unknown": "A value is outside what the specification or HTTP allows at that place.",
}
_OTHER_REASON = "`specloom explain` tells more."


def as_text(rows: Sequence[Row]) -> str:
    """Return the table for a terminal, its columns aligned, with a summary below."""
    lines = [_header(rows), *([_plain(cell) for cell in _cells(row, rows)] for row in rows)]
    lines[0] = [_plain(cell) for cell in lines[0]]
    widths = [max(len(line[index]) for line in lines) for index in range(len(lines[0]))]
    left = [name in _LEFT for name in _header(rows)]
    table = [
        "  ".join(
            cell.ljust(width) if is_left else cell.rjust(width)
            for cell, width, is_left in zip(line, widths, left, strict=True)
        ).rstrip()
        for line in lines
    ]
    return "\n".join([*table, "", _plain(_summary(rows))])


def as_markdown(rows: Sequence[Row]) -> str:
    """Return the table as Markdown."""
    header = _header(rows)
    rule = ["---" if name in _LEFT else "---:" for name in header]
    return "\n".join("| " + " | ".join(line) + " |" for line in [header, rule, *(_cells(row, rows) for row in rows)])


def as_page(rows: Sequence[Row]) -> str:
    """Return docs/corpus.md."""
    checked = any(row.faults for row in rows)
    note = "mypy was not among them in this run." if not _ran(rows, "mypy") else "mypy was among them."
    return _PAGE.read_text(encoding="utf-8").format(
        documents=len(rows),
        invalid=sum(not row.is_valid for row in rows),
        summary=_summary(rows),
        table=as_markdown(rows),
        checks_note=note if checked else "none were run.",
        reasons=_reasons(rows),
        machine=f"{os.cpu_count()} cores ({platform.machine()}), Python {platform.python_version()}",
    )


def _header(rows: Sequence[Row]) -> list[str]:
    names = ["Document", "Version", "Operations", "Full", "Degraded", "Skipped", "By default", "With `--lenient`"]
    names += ["Files", "Lines", "Load s", "Generate s", "MB", "Unsatisfied"]
    return [*names, "Checks"] if any(row.faults for row in rows) else names


def _cells(row: Row, rows: Sequence[Row]) -> list[str]:
    counts = [row.operations, row.full, row.degraded, row.skipped]
    cells = [row.name, row.version, *map(str, counts), *_verdicts(row)]
    cells += [f"{row.files:,}", f"{row.lines:,}", f"{row.load_seconds:.1f}", f"{row.generate_seconds:.1f}"]
    cells += [str(row.peak_megabytes), str(row.faulty_examples)]
    return [*cells, _checks(row)] if any(each.faults for each in rows) else cells


def _verdicts(row: Row) -> tuple[str, str]:
    if row.crash:
        return f"crash: {row.crash[:80]}".replace("|", "/"), ""
    if not row.default:
        return "ok", ""
    return _codes(row.default), _codes(row.lenient) if row.lenient else "ok"


def _codes(counted: dict[str, int]) -> str:
    return ", ".join(f"`{code}`" + (f" x{count}" if count > 1 else "") for code, count in sorted(counted.items()))


def _checks(row: Row) -> str:
    bad = [f"{name} {len(faults)}" for name, faults in row.faults.items() if faults]
    return ", ".join(bad) or ("ok" if row.faults else "not run")


def _ran(rows: Sequence[Row], check: str) -> bool:
    return any(check in row.faults for row in rows)


def _summary(rows: Sequence[Row]) -> str:
    total = {part: sum(getattr(row, part) for row in rows) for part in ("operations", "full", "degraded", "skipped")}
    ok = sum(not row.default and not row.crash for row in rows)
    lenient = sum(bool(row.default) and not row.lenient and not row.crash for row in rows)
    words = f"{len(rows)} documents: {ok} generate by default, {lenient} more with `--lenient`"
    failed = len(rows) - ok - lenient
    words += f", {failed} not at all. " if failed else ". "
    words += (
        f"{total['operations']:,} operations: {total['full']:,} full, {total['degraded']:,} degraded,"
        f" {total['skipped']:,} skipped."
    )
    if any(row.faults for row in rows):
        faults = sum(len(each) for row in rows for each in row.faults.values())
        words += f" The checks found {faults:,} fault{'' if faults == 1 else 's'}."
    return words


def _reasons(rows: Sequence[Row]) -> str:
    stopped: dict[str, list[str]] = {}
    for row in rows:
        for code in row.default:
            stopped.setdefault(code, []).append(row.name)
    lines = [
        f"- `{code}` ({', '.join(names)}): {_REASONS.get(code, _OTHER_REASON)}"
        for code, names in sorted(stopped.items())
    ]
    rooted = [row.name for row in rows if row.needs_root]
    if rooted:
        lines.append(
            f"- References that leave the folder of the root document ({', '.join(rooted)}) are followed only inside"
            " the `root` that the config names; the run above named the folder that holds all files of the document."
        )
    return "\n".join(lines) or "None of them does."


def _plain(text: str) -> str:
    return text.replace("`", "")
