"""A run in Markdown, for a job's summary or a pull request. The JSON report of the run in; text out.

Whatever comes out of a description or a path stands in a span of code, where it links to nothing and mentions nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from specloom.diagnostics.frame import harmless

__all__ = ["markdown_summary"]

_MOST_ROWS = 50
"""Of one table: nobody reads more."""
_MOST_TEXT = 300
_MOST = 60_000
"""GitHub takes 65,536 characters for the text of a pull request."""
_VERDICTS = {
    "ok": "done",
    "drift": "not up to date",
    "conflict": "stopped by files that were edited by hand or are in the way",
    "spec-invalid": "the description has errors",
    "usage": "the command, the config or the output folder cannot be used",
    "internal": "a bug in specloom; this says nothing about the description",
}
_CHANGES = ("created", "updated", "deleted")


def markdown_summary(value: Mapping[str, Any], drift_words: Mapping[str, str]) -> str:
    """Return what a reader of a job or a pull request wants to know, the verdict first."""
    command = value.get("command") or "specloom"
    verdict = _VERDICTS.get(value["verdict"], value["verdict"])
    if command == "check" and value["verdict"] == "ok":
        verdict = "up to date"
    blocks = [
        f"### {_code(f'specloom {command}')}: {verdict}",
        *_drift(value, drift_words),
        *(_changes(value["files"]) if command == "generate" else ()),
        *_moved(value.get("moved", {})),
        *_worse(value.get("coverage", ())),
        *_findings(value["findings"]),
        *_ledger(value["ledger"]),
    ]
    text = "\n\n".join(blocks) + "\n"
    if len(text) <= _MOST:
        return text
    end = text.rindex("\n", 0, _MOST)
    return f"{text[:end]}\n\nand more.\n"


def _drift(value: Mapping[str, Any], words: Mapping[str, str]) -> Iterator[str]:
    drift = value.get("drift") or ()
    if drift:
        yield _table(("File", "What"), [(_code(each["path"]), words[each["kind"]]) for each in drift])
    if value.get("repair"):
        yield f"To bring them up to date: {_code(value['repair'])}"


def _changes(files: Mapping[str, Sequence[str]]) -> Iterator[str]:
    rows = [(_code(path), kind) for kind in _CHANGES for path in files[kind]]
    if not rows:
        yield "No file changed."
        return
    counts = ", ".join(f"{len(files[kind])} {kind}" for kind in _CHANGES if files[kind])
    yield f"{counts}; {len(files['unchanged'])} unchanged."
    yield f"<details><summary>Files</summary>\n\n{_table(('File', 'What'), rows)}\n\n</details>"


def _moved(moved: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """Yield what changed since the output was made, once for all folders that say the same."""
    by_inputs = sorted((tuple(inputs), folder) for folder, inputs in moved.items() if inputs)
    for inputs, folders in groupby(by_inputs, key=lambda each: each[0]):
        names = ", ".join(_code(folder) for _, folder in folders)
        yield f"Since {names} was generated, these changed: {', '.join(map(_code, inputs))}."


def _worse(coverage: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    rows = [
        (_code(f"{each['subject']} {each['part'] or ''}".strip()), each["after"], _code(each["reason"]))
        for one in coverage
        for each in one["worse"]
    ]
    if rows:
        yield "Coverage got worse:"
        yield _table(("What", "Now", "Why"), rows)


def _findings(findings: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    ranks = {"fatal": 0, "error": 1, "warning": 2, "note": 3}
    ordered = sorted(findings, key=lambda each: ranks[each["severity"]])
    shown = [each for each in ordered if each["severity"] != "note"]
    if shown:
        rows = [(each["severity"], _code(each["rule"]), _place(each), _code(each["message"])) for each in shown]
        yield _table(("Severity", "Rule", "Where", "What"), rows)
    notes = len(findings) - len(shown)
    if notes:
        yield f"{notes} note{'s' * (notes > 1)} besides: {_code('specloom lint')} shows them."


def _place(finding: Mapping[str, Any]) -> str:
    if finding["file"] is None:
        return ""
    return _code(":".join(str(each) for each in (finding["file"], finding["line"]) if each is not None))


def _ledger(ledger: Mapping[str, Any]) -> Iterator[str]:
    operations = ledger["operations"]
    if operations["total"]:
        counts = ", ".join(f"{operations[kind]} {kind}" for kind in ("full", "degraded", "skipped"))
        yield f"{operations['total']} operation{'s' * (operations['total'] != 1)}: {counts}."


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *([_cell(cell) for cell in row] for row in rows[:_MOST_ROWS])]
    more = f"\n\nand {len(rows) - _MOST_ROWS} more." if len(rows) > _MOST_ROWS else ""
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines) + more


def _cell(text: str) -> str:
    return text.replace("|", "\\|")  # a bar ends a cell, in a span of code as well (GFM §4.10)


def _code(text: str) -> str:
    """Return text as a span of code, on one line, that nothing in the text can end (CommonMark §6.1)."""
    plain = harmless(text)
    if len(plain) > _MOST_TEXT:
        plain = f"{plain[: _MOST_TEXT - 1]}…"
    fence = "`" * (max((len(run) for run in re.findall("`+", plain)), default=0) + 1)
    space = " " if plain[:1] in {"`", ""} or plain[-1:] == "`" else ""
    return f"{fence}{space}{plain}{space}{fence}"
