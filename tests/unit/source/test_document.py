"""Positions on demand, references across files, confinement."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from specloom.diagnostics import Diagnostics, Location, Stop
from specloom.source import Document, load
from specloom.source.refs import References

YAML = """\
info:
  title: Things   # said once
  tags:
    - name: a
    - {name: b}
"/pets/{id}":
  get: {summary: "x"}
"""
JSON = '{\n  "info": {"title": "Things"},\n  "/pets/{id}": {"get": {"a~b": [1,\n  {"x": 2}]}}\n}\n'


def load_text(folder: Path, name: str, text: str) -> Document:
    """Write a file and load it."""
    (folder / name).write_text(text, encoding="utf-8")
    return load(folder / name, Diagnostics())


@pytest.mark.parametrize(
    ("name", "text", "pointer", "line", "column", "length"),
    [
        ("a.yaml", YAML, "/info/title", 2, 10, 6),
        ("a.yaml", YAML, "/info", 1, 1, 4),
        ("a.yaml", YAML, "/info/tags/1/name", 5, 14, 1),
        ("a.yaml", YAML, "/~1pets~1{id}/get/summary", 7, 18, 3),
        ("a.yaml", YAML, "/info/nothing/here", 1, 1, 4),
        ("a.json", JSON, "/info/title", 2, 21, 8),
        ("a.json", JSON, "/~1pets~1{id}/get", 3, 18, 5),
        ("a.json", JSON, "/~1pets~1{id}/get/a~0b/1/x", 4, 9, 1),
        ("a.json", JSON, "/info/title/deeper", 2, 21, 8),
    ],
)
def test_every_node_has_a_place(
    tmp_path: Path, name: str, text: str, pointer: str, line: int, column: int, length: int
) -> None:
    """Scalars stand where their value is, objects and arrays where their key is; else the nearest node around."""
    found = load_text(tmp_path, name, text).position(Location(name, pointer))

    assert found is not None
    assert (line, column, length) == (found.line, found.column, found.length)


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"\x80abc"])
def test_text_that_is_not_utf8_is_a_finding(tmp_path: Path, text: bytes) -> None:
    """The byte is named."""
    (tmp_path / "a.yaml").write_bytes(text)
    diagnostics = Diagnostics()
    with pytest.raises(Stop):
        load(tmp_path / "a.yaml", diagnostics)

    assert ["file-unreadable"] == [finding.code.name for finding in diagnostics]


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    """Windows editors write one."""
    (tmp_path / "a.json").write_bytes(b'\xef\xbb\xbf{"a": 1}')

    assert {"a": 1} == load(tmp_path / "a.json", Diagnostics()).root.value


def test_a_folder_and_nothing_are_findings(tmp_path: Path) -> None:
    """Neither can be read."""
    diagnostics = Diagnostics()
    for path in (tmp_path, tmp_path / "missing.yaml"):
        with pytest.raises(Stop):
            load(path, diagnostics)

    assert ["file-unreadable", "file-missing"] == [finding.code.name for finding in diagnostics]


def resolved(folder: Path, ref: str, diagnostics: Diagnostics) -> object:
    """Return what a reference in root.yaml leads to, or the code of the finding."""
    root = folder / "spec" / "root.yaml"
    document = load(root, diagnostics)
    references = References(document, diagnostics)
    node = document.root.get("use")
    assert node is not None
    node.value["$ref"] = ref
    found = references.follow(node)
    return found.value if found is not None else diagnostics.findings[-1].code.name


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """A root file, a file beside it, one below, and one outside the folder."""
    (tmp_path / "spec" / "sub").mkdir(parents=True)
    (tmp_path / "spec" / "root.yaml").write_text(
        "use: {$ref: x}\n"
        "a/b: {c~d: [0, {e f: found}]}\n"
        "first: {$ref: '#/second'}\n"
        "second: {$ref: 'sub/below.yaml#/item'}\n"
        "ring: {$ref: '#/ring2'}\n"
        "ring2: {$ref: '#/ring'}\n"
        "through: {$ref: '#/a~1b'}\n"
    )
    (tmp_path / "spec" / "sub" / "below.yaml").write_text("item: {$ref: '../beside.json#/x'}\nbare: 5\n")
    (tmp_path / "spec" / "beside.json").write_text('{"x": "far"}')
    (tmp_path / "spec" / "with space.yaml").write_text("x: spaced\n")
    (tmp_path / "spec" / "broken.yaml").write_text("x: [\n")
    (tmp_path / "secret.yaml").write_text("password: hunter2\n")
    os.symlink(tmp_path / "secret.yaml", tmp_path / "spec" / "link.yaml")
    return tmp_path


@pytest.mark.parametrize(
    ("ref", "value"),
    [
        ("#/a~1b/c~0d/1/e%20f", "found"),
        ("#/first", "far"),
        ("#/through/c~0d/0", 0),
        ("sub/below.yaml#/bare", 5),
        ("./sub/../beside.json#/x", "far"),
        ("with%20space.yaml#/x", "spaced"),
        ("beside.json", {"x": "far"}),
        ("#/ring", "ref-circular"),
        ("#/nowhere", "ref-missing"),
        ("#/a~1b/c~0d/7", "ref-missing"),
        ("gone.yaml#/x", "ref-missing"),
        ("../secret.yaml#/password", "ref-forbidden"),
        ("sub/../../secret.yaml", "ref-forbidden"),
        ("link.yaml#/password", "ref-forbidden"),
        ("%2e%2e/secret.yaml", "ref-forbidden"),
        ("/etc/passwd", "ref-forbidden"),
        ("file:///etc/passwd", "ref-forbidden"),
        ("https://example.com/a.yaml#/x", "ref-remote"),
        ("//example.com/a.yaml", "ref-remote"),
        ("#anchor", "ref-missing"),
        ("#sub/thing", "ref-invalid"),
        ("http://[broken", "ref-invalid"),
        ("broken.yaml#/x", "syntax"),
    ],
)
def test_references(files: Path, ref: str, value: object) -> None:
    """References lead to nodes inside the folder; everything else is a finding, and nothing outside is read."""
    diagnostics = Diagnostics(lenient=True)

    assert value == resolved(files, ref, diagnostics)
    assert "hunter2" not in "".join(finding.message for finding in diagnostics)


@pytest.mark.parametrize(("ref", "code"), [("a" * 5000, "ref-missing"), (5, "ref-invalid"), (None, "ref-invalid")])
def test_a_reference_that_no_file_can_have(tmp_path: Path, ref: object, code: str) -> None:
    """A name longer than the file system takes, and one that is no text, are findings."""
    document = load_text(tmp_path, "a.json", json.dumps({"use": {"$ref": ref}}))
    diagnostics = Diagnostics()
    node = document.root.get("use")
    assert node is not None

    assert References(document, diagnostics).follow(node) is None
    assert [code] == [finding.code.name for finding in diagnostics]


def test_an_empty_file_is_null(files: Path) -> None:
    """What a reference leads to is then a value like any other, so that whoever wants an object says so."""
    (files / "spec" / "empty.yaml").write_text("")

    assert resolved(files, "empty.yaml", Diagnostics()) is None
    assert "ref-missing" == resolved(files, "empty.yaml#/x", Diagnostics())


def test_a_missing_reference_names_what_is_there(files: Path) -> None:
    """A slip of the pen is answered with the name that was meant."""
    diagnostics = Diagnostics()
    resolved(files, "#/secnd", diagnostics)

    assert "nothing at '#/secnd'; there is \"second\"" == diagnostics.findings[0].message
