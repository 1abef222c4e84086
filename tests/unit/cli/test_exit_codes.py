"""The page on exit codes says what the program does."""

from __future__ import annotations

import inspect
import re
from pathlib import Path

from specloom.cli import exit_codes
from specloom.cli.exit_codes import ExitCode

PAGE = Path(__file__).resolve().parents[3] / "docs" / "exit-codes.md"


def test_the_page_lists_every_code_with_its_verdict_and_meaning() -> None:
    rows = re.findall(r"^\| (\d+) \| `([\w-]+)` \| (.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    meanings = re.findall(r'^    [A-Z_]+ = \d+\n    """(.*)"""$', inspect.getsource(exit_codes), re.MULTILINE)

    expected = [(str(int(code)), code.verdict, meaning) for code, meaning in zip(ExitCode, meanings, strict=True)]
    assert rows == expected
