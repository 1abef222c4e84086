"""Golden cases: `golden/<case>/` holds `spec.yaml`, optionally `config.yaml`, and every file that must come of it.

The set of files counts as well as their bytes. `messages.txt` holds the findings, where a case has any. A case is about
one topic, its description stays under 60 lines, and its name says the topic. `pytest --update-golden` rewrites.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cases import Case, build_case, difference, repair

GOLDEN = Path(__file__).parent / "golden"
CASES = sorted(path.parent for path in GOLDEN.glob("*/spec.*"))
MOST_LINES = 60


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_golden(folder: Path, update_golden: bool) -> None:
    case = build_case(folder)
    if update_golden:
        _rewrite(folder, case)

    found = difference(_expected(folder), _actual(case))

    assert not found, found + repair(f"tests/test_golden.py -k {folder.name}")


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_a_case_is_small(folder: Path) -> None:
    (spec,) = folder.glob("spec.*")

    assert len(spec.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_there_is_a_case_for_every_target() -> None:
    assert {path.name for case in CASES for path in (case / "expected").glob("*")} >= {"docs", "python", "snippets"}


def _actual(case: Case) -> dict[str, str]:
    messages = {"messages.txt": case.messages} if case.messages else {}
    return {f"expected/{path}": text for path, text in case.files.items()} | messages


def _expected(folder: Path) -> dict[str, str]:
    files = [path for path in (folder / "expected").rglob("*") if path.is_file()]
    files += [path for path in [folder / "messages.txt"] if path.exists()]
    return {path.relative_to(folder).as_posix(): path.read_bytes().decode() for path in files}


def _rewrite(folder: Path, case: Case) -> None:
    shutil.rmtree(folder / "expected", ignore_errors=True)
    (folder / "messages.txt").unlink(missing_ok=True)
    for name, text in _actual(case).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
