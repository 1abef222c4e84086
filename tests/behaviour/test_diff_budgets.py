"""A change in a description changes only the lines that state it (STYLE.md §5)."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
from builds import ROOT, build_files

CLOCKIFY = ROOT / "specs" / "clockify.yaml"


def changed(folder: Path, old: str, new: str, *targets: str) -> dict[str, list[str]]:
    """Return the changed lines of each changed file after one replacement in the description."""
    text = CLOCKIFY.read_text(encoding="utf-8")
    assert text.count(old) >= 1, f"{old!r} is no longer in the description"
    edited = folder / CLOCKIFY.name
    edited.write_text(text.replace(old, new, 1), encoding="utf-8")
    before, after = build_files(CLOCKIFY, *targets), build_files(edited, *targets)
    result: dict[str, list[str]] = {}
    for path in sorted(before.keys() | after.keys()):
        diff = difflib.unified_diff(
            before.get(path, "").splitlines(), after.get(path, "").splitlines(), n=0, lineterm=""
        )
        lines = [line for line in diff if line[:1] in "+-" and line[:3] not in ("+++", "---")]
        if lines:
            result[path] = lines
    return result


def test_an_added_query_parameter_changes_ten_lines_of_one_module(tmp_path: Path) -> None:
    """Its argument, its documentation and its place in the request, in the section's module."""
    old = "      operationId: getInvoices\n"
    new = old + "      x-budget: here\n"
    text = CLOCKIFY.read_text(encoding="utf-8")
    operation = text[text.index(old) :]
    parameters = operation[: operation.index("      responses:")]
    assert "parameters:\n" in parameters
    added = parameters.replace(
        "parameters:\n",
        "parameters:\n        - {name: colour, in: query, description: The colour., schema: {type: string}}\n",
    )
    found = changed(tmp_path, parameters, added, "python")

    assert new
    assert 1 == len(found), found.keys()
    assert 10 >= len(next(iter(found.values()))), found


def test_a_reworded_description_changes_one_file_per_target(tmp_path: Path) -> None:
    """The text of an operation stands once in the client, and once in the pages."""
    text = CLOCKIFY.read_text(encoding="utf-8")
    operation = text[text.index("operationId: getInvoiceById") if "operationId: getInvoiceById" in text else 0 :]
    line = next(line for line in operation.splitlines() if line.strip().startswith("description: ") and len(line) > 30)
    found = changed(tmp_path, line, line.rstrip(".") + ", reworded.")

    by_target = {path.split("/")[0]: [each for each in found if each.startswith(path.split("/")[0])] for path in found}
    assert all(len(paths) == 1 for paths in by_target.values()), found.keys()


def test_a_new_version_of_the_description_changes_no_code(tmp_path: Path) -> None:
    """The version stands on the index page; code and snippets do not carry it."""
    line = next(line for line in CLOCKIFY.read_text(encoding="utf-8").splitlines() if line.startswith("  version:"))
    found = changed(tmp_path, line, "  version: 999.0.1")

    assert set(found) <= {"docs/index.md"}


@pytest.mark.parametrize("target", ["python", "snippets"])
def test_a_new_operation_renames_nothing(tmp_path: Path, target: str) -> None:
    """A neighbour's arrival only adds lines, but for the lists that it joins."""
    old = "paths:\n"
    new = (
        "paths:\n  /v1/aaa:\n    get:\n      operationId: firstOfAll\n      tags: [Invoice]\n"
        "      responses: {'204': {description: Nothing.}}\n"
    )
    found = changed(tmp_path, old, new, target)

    assert [] == [(path, line) for path, lines in found.items() for line in lines if line.startswith("-")]
