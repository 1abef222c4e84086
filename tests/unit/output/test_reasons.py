"""Why a file differs: the input that moved, of those that its text comes from."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from unit.output.folders import INPUTS

from specloom.diagnostics import Diagnostics
from specloom.output import FileOrigin, Output, OutputFolder, apply, find_drift, make_plan

OLD = replace(
    INPUTS,
    parts={"api.yaml#/paths/~1a/get": "1", "api.yaml#/paths/~1b/get": "1", "api.yaml#/components/schemas/A": "1"},
    settings={"server": "1"},
    templates={"t/a.jinja": "1", "t/b.jinja": "1", "t/part.jinja": "1"},
    captures={"a.200.json": "1", "b.200.json": "1"},
)
ORIGINS = {
    "a.py": FileOrigin(template="t/a.jinja", shows=("api.yaml#/paths/~1a/get",)),
    "b.md": FileOrigin(template="t/b.jinja", shows=("api.yaml#/paths/~1b/get",)),
}
LINKS = {
    "api.yaml#/paths/~1a/get": ("a.200.json", "api.yaml#/components/schemas/A"),
    "api.yaml#/paths/~1b/get": ("b.200.json",),
    "t/a.jinja": ("t/part.jinja",),
}
FILES = {"a.py": "a = 1\n", "b.md": "b\n", "all.md": "all\n"}


def reasons(out: Path, texts: dict[str, str], **moved: Any) -> dict[str, list[str]]:
    """Write the old output, and return why each file differs from one with other inputs."""

    def output(texts: dict[str, str], **inputs: Any) -> Output:
        folder = OutputFolder(
            path="p", target="t", inputs=replace(OLD, **inputs), files=texts, origins=ORIGINS, links=LINKS
        )
        return Output(folders=(folder,))

    diagnostics = Diagnostics()
    apply(make_plan(output(FILES), out, diagnostics), diagnostics)
    found = find_drift(make_plan(output(texts, **moved), out, diagnostics))
    return {
        Path(each.path).name: [f"{one.cause.value} {one.what} {one.change}".rstrip() for one in each.reasons]
        for each in found
        if not each.follows
    }


CHANGED = {name: text.replace("\n", "  # new\n") for name, text in FILES.items()}


def moved(kind: str, **values: str | None) -> dict[str, dict[str, str]]:
    """Return the inputs of one kind with some that moved; None: gone."""
    known = {**getattr(OLD, kind), **values}
    return {kind: {name: value for name, value in known.items() if value is not None}}


def parts(**values: str | None) -> dict[str, Any]:
    named = {name: f"api.yaml#/{pointer}" for name, pointer in PLACES.items()}
    return {"files": {"api.yaml": "f" * 64}, **moved("parts", **{named[name]: value for name, value in values.items()})}


NEWER = "generator specloom 1.0.0 -> 1.1.0"
PLACES = {"a": "paths/~1a/get", "b": "paths/~1b/get", "A": "components/schemas/A", "B": "components/schemas/B"}


def test_a_file_differs_because_of_the_part_that_it_shows(tmp_path: Path) -> None:
    found = reasons(tmp_path, CHANGED, **parts(a="2", b=None, B="2"))

    assert found == {
        "a.py": ["spec api.yaml#/paths/~1a/get changed"],
        "b.md": ["spec api.yaml#/paths/~1b/get removed"],
        "all.md": [
            "spec api.yaml#/components/schemas/B added",
            "spec api.yaml#/paths/~1a/get changed",
            "spec api.yaml#/paths/~1b/get removed",
        ],
    }


def test_what_a_part_refers_to_is_a_reason(tmp_path: Path) -> None:
    found = reasons(tmp_path, CHANGED, **parts(A="2"))

    assert found["a.py"] == ["spec api.yaml#/components/schemas/A changed"]


def test_where_nothing_that_a_file_shows_moved_all_that_moved_is_told(tmp_path: Path) -> None:
    """Its neighbour's title, or a name that another part took."""
    found = reasons(tmp_path, CHANGED, **parts(A="2"))

    assert found["b.md"] == ["spec api.yaml#/components/schemas/A changed"]


def test_a_file_that_is_gone_differs_because_of_what_it_showed(tmp_path: Path) -> None:
    found = reasons(tmp_path, {"all.md": "all\n"}, **parts(a=None, b="2"))

    assert found["a.py"] == ["spec api.yaml#/paths/~1a/get removed"]


def test_only_the_order_of_keys_moved(tmp_path: Path) -> None:
    found = reasons(tmp_path, CHANGED, files={"api.yaml": "f" * 64})

    assert found["a.py"] == ["spec api.yaml (only order, comments or layout) changed"]


@pytest.mark.parametrize(
    ("inputs", "a", "b"),
    [
        (moved("settings", server="2"), ["config server changed"], ["config server changed"]),
        (moved("settings", enums="1"), ["config enums added"], ["config enums added"]),
        (
            moved("templates", **{"t/b.jinja": "2", "t/part.jinja": "2"}),
            ["template t/part.jinja changed"],
            ["template t/b.jinja changed"],
        ),
        (
            moved("captures", **{"a.200.json": "2", "b.200.json": "2"}),
            ["capture a.200.json changed"],
            ["capture b.200.json changed"],
        ),
        ({"generator": "1.1.0"}, [NEWER], [NEWER]),
        ({"formatter": "black 2", "generator": "1.1.0"}, [NEWER, "formatter black 1 -> black 2"], [NEWER]),
        ({}, ["generator another build of specloom 1.0.0"], ["generator another build of specloom 1.0.0"]),
    ],
)
def test_what_else_makes_a_file_differ(tmp_path: Path, inputs: dict[str, Any], a: list[str], b: list[str]) -> None:
    found = reasons(tmp_path, CHANGED, **inputs)

    assert (found["a.py"], found["b.md"]) == (a, b)


def test_a_file_that_is_generated_as_before_blames_no_input(tmp_path: Path) -> None:
    reasons(tmp_path, FILES)
    (tmp_path / "p/a.py").write_text("mine\n")
    (tmp_path / "p/b.md").unlink()
    (tmp_path / "p/all.md").chmod(0o755)
    folder = OutputFolder(
        path="p",
        target="t",
        inputs=replace(OLD, generator="2", **parts(a="2")),
        files=FILES,
        origins=ORIGINS,
        links=LINKS,
    )

    found = find_drift(make_plan(Output(folders=(folder,)), tmp_path, Diagnostics()))

    told = {
        Path(each.path).name: (each.kind.value, [one.what for one in each.reasons])
        for each in found
        if not each.follows
    }
    assert told == {
        "a.py": ("edited", ["edited by hand"]),
        "b.md": ("missing", ["deleted, or not checked out"]),
        "all.md": ("mode", ["made executable"]),
    }


def test_a_manifest_that_does_not_know_parts_names_the_file(tmp_path: Path) -> None:
    def output(texts: dict[str, str], **inputs: Any) -> Output:
        return Output(folders=(OutputFolder(path="p", target="t", inputs=replace(INPUTS, **inputs), files=texts),))

    diagnostics = Diagnostics()
    apply(make_plan(output(FILES), tmp_path, diagnostics), diagnostics)

    found = find_drift(make_plan(output(CHANGED, files={"api.yaml": "f" * 64}, parts=OLD.parts), tmp_path, diagnostics))

    assert {reason.what for each in found for reason in each.reasons} == {"api.yaml"}
