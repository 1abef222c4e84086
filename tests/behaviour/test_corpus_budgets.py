"""What a small change may change (docs/decisions/0036), on real documents: a few by default, all with `make test-all`."""

from __future__ import annotations

import copy
import json
import random
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from bench.documents import Document, corpus_folder, documents
from edits import (
    add_parameter,
    changed_lines,
    describe_version,
    described_operations,
    described_schemas,
    operations,
    plain_document,
    reversed_keys,
    reword,
    widened_operations,
)

from specloom.config.job import Job, SourceSettings, TargetSettings
from specloom.diagnostics import Diagnostics, Location
from specloom.ir.choices import Picks, Selection, Stated
from specloom.pipeline import build
from specloom.targets.registry import TARGETS

pytestmark = pytest.mark.corpus

SAMPLE = ["camara-quality-on-demand", "oapi-codegen-conflicts", "petstore-separate-2.0", "text-generation-inference"]
PARAMETER = "budget_colour"
MOST_OPERATIONS = 25
"""Of a larger document only so many operations are made: the budgets are about single ones."""
MOST_LINES = 10

Files = dict[str, str]
Edit = Callable[[dict[str, Any]], None]


class Described:
    """A document that can be changed and generated again and again."""

    def __init__(self, document: Document, folder: Path) -> None:
        self._root = folder / "document"
        shutil.copytree(document.root, self._root)
        self._spec = self._root / document.spec.relative_to(document.root)
        self.data = plain_document(document.spec)
        self.random = random.Random(document.name)
        found = [f"{method.upper()} {path}" for path, method, _ in operations(self.data)]
        is_large = len(found) > MOST_OPERATIONS
        self._wanted = sorted(self.random.sample(found, MOST_OPERATIONS)) if is_large else None
        self.before = self._build(self.data)

    def picked(self, found: list[tuple[str, str, dict[str, Any]]], most: int = 2) -> list[tuple[str, str]]:
        """Return the paths and methods of some operations, always the same."""
        wanted = [
            (path, method)
            for path, method, _ in found
            if not self._wanted or f"{method.upper()} {path}" in self._wanted
        ]
        return self.random.sample(wanted, min(most, len(wanted)))

    def made(self, path: str, methods: list[str]) -> int:
        """Return how many of the operations of a path are made."""
        return sum(not self._wanted or f"{method.upper()} {path}" in self._wanted for method in methods)

    def changed(self, edit: Edit) -> dict[str, list[str]]:
        """Return the changed lines of each file after a change."""
        data = copy.deepcopy(self.data)
        edit(data)
        return changed_lines(self.before, self._build(data))

    def _build(self, data: dict[str, Any]) -> Files:
        self._spec.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        picks = Picks(operations=tuple(Stated(each, Location("budget")) for each in self._wanted or ()))
        chosen = (Selection(include=picks, exclude=Picks()),) if self._wanted else ()
        source = SourceSettings(name="", spec=self._spec, label=self._spec.name, root=self._root, selections=chosen)
        targets = tuple(TargetSettings(name=each, folder=each) for each in TARGETS)
        output = build(Job(source=source, targets=targets, lenient=True), Diagnostics(lenient=True))
        return {f"{folder.path}/{path}": text for folder in output.folders for path, text in folder.files.items()}


def of(changed: dict[str, list[str]], target: str) -> dict[str, list[str]]:
    """Return the changes of one target."""
    return {path.removeprefix(f"{target}/"): lines for path, lines in changed.items() if path.startswith(f"{target}/")}


def assert_parameter(described: Described) -> None:
    """A query parameter: ten lines per method of the client that takes it, one page, the snippets of one operation."""
    for path, method in described.picked(list(operations(described.data))):

        def edit(data: dict[str, Any], path: str = path, method: str = method) -> None:
            add_parameter(data, path, method, PARAMETER)

        count = described.made(path, widened_operations(described.data, path, method))
        changed = described.changed(edit)
        code = of(changed, "python")
        lines = [line for found in code.values() for line in found]
        methods = sum(line.startswith(f"+        {PARAMETER}: ") for line in lines)
        pages = of(changed, "docs").keys() - {"COVERAGE.md", "coverage.json"}
        folders = {name.split("/")[0] for name in of(changed, "snippets")} - {"snippets.json"}

        assert methods > 0, changed.keys()
        assert MOST_LINES * methods >= len(lines), (path, method, code)
        assert 1 <= len({name for name in code if not name.endswith("/api.md")}) <= count, (path, method, code.keys())
        assert count == len(pages), (path, method, pages)
        assert count >= len(folders), (path, method, folders)


def assert_texts(described: Described) -> None:
    """The text of an operation stands once in each target, and so does that of a schema, beside the list of schemas."""
    for path, method in described.picked(described_operations(described.data)):
        changed = described.changed(partial(_reword_operation, path=path, method=method))

        assert [1, 1, 0] == [len(of(changed, target)) for target in ("python", "docs", "snippets")], changed.keys()
    names = described_schemas(described.data)
    for name in described.random.sample(names, min(2, len(names))):
        changed = described.changed(partial(_reword_schema, name=name))

        assert 1 >= len(of(changed, "python")), (name, changed.keys())
        assert 1 >= len(of(changed, "docs").keys() - {"schemas/README.md"}), (name, changed.keys())
        assert not of(changed, "snippets")


def _reword_operation(data: dict[str, Any], path: str, method: str) -> None:
    reword(data["paths"][path][method])


def _reword_schema(data: dict[str, Any], name: str) -> None:
    reword(_schemas(data)[name])


def _schemas(data: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = data.get("definitions") or data["components"]["schemas"]
    return found


def assert_all(document: Document, folder: Path) -> None:
    """Fail where a change of a document changes more than it may."""
    described = Described(document, folder)
    assert_parameter(described)
    assert_texts(described)

    assert {"docs/index.md"} >= described.changed(describe_version).keys()

    def reverse(data: dict[str, Any]) -> None:
        new = reversed_keys(data)
        data.clear()
        data.update(new)

    assert {} == described.changed(reverse)


def names() -> list[str]:
    """Return all documents; one that says so where there is no corpus, and then the fixture skips or fails."""
    corpus = corpus_folder()
    return [each.name for each in documents(corpus)] if corpus.is_dir() else ["no-corpus"]


def document(corpus: Path, name: str) -> Document:
    """Return a document of the corpus."""
    return next(each for each in documents(corpus) if each.name == name)


@pytest.mark.parametrize("name", SAMPLE)
def test_a_small_change_of_a_small_document_changes_little(corpus: Path, tmp_path: Path, name: str) -> None:
    """The budgets hold of a document of several files, of names that clash, of operations with two methods."""
    assert_all(document(corpus, name), tmp_path)


@pytest.mark.nightly
@pytest.mark.parametrize("name", names())
def test_a_small_change_of_any_document_changes_little(corpus: Path, tmp_path: Path, name: str) -> None:
    """The budgets hold of every document."""
    assert_all(document(corpus, name), tmp_path)
