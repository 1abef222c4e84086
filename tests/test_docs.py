"""The parts of the documentation, and of this repository, that are made of the program are what the program says."""

from __future__ import annotations

import re
from pathlib import Path

from cases import SCHEMAS, difference, repair

from specloom.config.schema import SCHEMA_FILE, schema_text
from specloom.diagnostics.codes import CATALOGUE

ROOT = Path(__file__).resolve().parents[1]
MARK = "do not edit below this line -->\n"


def test_the_list_of_codes_is_that_of_the_catalogue(update_golden: bool) -> None:
    path = ROOT / "docs" / "diagnostics.md"
    text = path.read_text(encoding="utf-8")
    rows = [
        f"| `{code.name}` | {code.severity.label} | {' '.join(code.explanation.split())} |"
        for code in sorted(CATALOGUE.values(), key=lambda code: code.name)
    ]
    table = "\n".join(["", "| Code | Severity | Explanation |", "|---|---|---|", *rows, ""])

    _compare(path, text[: text.index(MARK) + len(MARK)] + table, update_golden)


def test_the_committed_schema_of_the_config_is_fresh(update_golden: bool) -> None:
    _compare(ROOT / SCHEMA_FILE, schema_text(SCHEMAS), update_golden)


def test_the_excerpts_of_the_readme_are_what_came_out() -> None:
    """Each block under a `from` mark stands in the generated file that the mark names."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    blocks = re.findall(r"<!-- from (\S+) -->\n```\w+\n(.*?)```\n", text, re.DOTALL)

    assert len(blocks) >= 3
    assert [] == [path for path, block in blocks if block not in (ROOT / path).read_text(encoding="utf-8")]


def _compare(path: Path, expected: str, update_golden: bool) -> None:
    if update_golden:
        path.write_text(expected, encoding="utf-8")
    actual = path.read_text(encoding="utf-8") if path.exists() else ""

    found = difference({path.name: actual}, {path.name: expected})

    assert not found, found + repair("tests/test_docs.py")
