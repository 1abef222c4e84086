"""Overlays that are wrong or do not fit: what is said, and where."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.overlay.applying import applied, head, said

from specloom.diagnostics import Severity

INVALID = "overlay-invalid"


@pytest.mark.parametrize(
    ("overlay", "place", "message"),
    [
        (
            "openapi: 3.1.0\n",
            "1:1",
            "this is an OpenAPI description: an overlay is an object that begins with `overlay`",
        ),
        ("- 1\n", "1:1", "this is no overlay: an overlay is an object that begins with `overlay`"),
        (head("- {}\n", "2.0.0"), "1:10", "version '2.0.0' of overlays is not supported"),
        ("overlay: 1.0.0\nactions: []\n", "2:1", "`actions` must be a list of at least one action"),
        ("overlay: 1.0.0\nacions: []\n", "2:1", "there is no 'acions' here; did you mean 'actions'?"),
        (head("- {update: {}}\n"), "4:3", "the action has no `target`"),
        (head("- {target: $.info}\n"), "4:3", "the action says neither `update` nor `remove: true`"),
        (head("- {target: $.info, updat: {}}\n"), "4:20", "there is no 'updat' here; did you mean 'update'?"),
        (head("- {target: $.info, remove: yes}\n"), "4:28", "`remove` must be true or false"),
        (head("- {target: $.info, copy: $.tags}\n"), "4:26", "there is no 'copy' here"),
        (
            head("- {target: $.info, copy: $.tags, update: {}}\n", "1.1.0"),
            "4:26",
            "an action has either `update` or `copy`",
        ),
        (
            head("- target: $.paths[?@.get ==]\n  remove: true\n"),
            "4:28",
            "`target` is no JSONPath (RFC 9535): unexpected end of expression",
        ),
        (head("- {target: info, remove: true}\n"), "4:12", "`target` is no JSONPath (RFC 9535): it must begin with $"),
        (
            head("- {target: '$.a[?@.b', remove: true}\n"),
            "4:21",
            "`target` is no JSONPath (RFC 9535): unexpected end of segment",
        ),
        (head("- {target: $, remove: true}\n"), "4:12", "the whole description cannot be removed"),
        (
            head("- {target: $.info.title, update: Vets}\n"),
            "4:12",
            "an update of Overlay 1.0 must select objects or arrays",
        ),
        (
            head("- {target: $.info, update: {title: {a: b}}}\n"),
            "4:29",
            "an object cannot be merged into a single value (#/info/title)",
        ),
        (
            head("- {target: $, update: {tags: {name: a}}}\n"),
            "4:24",
            "an object cannot be merged into an array (#/tags)",
        ),
        (
            head("- {target: $..*, update: {}}\n"),
            "4:12",
            "the target selects arrays, objects and single values at once",
        ),
        (
            head("- {target: $.info, copy: $.tags.*}\n", "1.1.0"),
            "4:26",
            "`copy` must select one node: it selects 2",
        ),
    ],
)
def test_a_fault_is_found_where_it_is(tmp_path: Path, overlay: str, place: str, message: str) -> None:
    assert said(tmp_path, overlay) == [(INVALID, place, message)]


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("$.paths['/pet'].get", "; there is no '/pet' in $['paths'], but '/pets'"),
        ("$.servers", "; there is no 'servers' in $"),
        ("$.paths.*.gt", "; there is no 'gt' in $['paths'][*], but 'get'"),
        ("$.tags[7]", "; nothing in $['tags'] fits [7]"),
    ],
)
def test_an_action_that_selects_nothing_is_an_error(tmp_path: Path, target: str, hint: str) -> None:
    overlay = head(f'- target: "{target}"\n  remove: true\n')

    assert said(tmp_path, overlay) == [("overlay-unused", "4:11", f"{target!r} selects nothing{hint}")]


def test_the_other_actions_are_carried_out(tmp_path: Path) -> None:
    document, diagnostics = applied(
        tmp_path, head("- {target: $.nothing, remove: true}\n- {target: $.info, update: {title: T}}\n")
    )

    assert [finding.severity for finding in diagnostics] == [Severity.ERROR]
    assert document.root.value["info"]["title"] == "T"


def test_every_fault_of_an_overlay_is_told_and_none_of_it_applied(tmp_path: Path) -> None:
    document, diagnostics = applied(
        tmp_path, head("- {target: $.info, update: {title: T}}\n- {target: 1, remove: true}\n- {remove: true}\n")
    )

    assert len(list(diagnostics)) == 2
    assert document.root.value["info"]["title"] == "Pets"


def test_extends_is_compared_with_the_description(tmp_path: Path) -> None:
    actions = "- {target: $.info, update: {title: T}}\n"

    assert [code for code, *_ in said(tmp_path, head(actions, more="\nextends: ./other.yaml"))] == ["overlay-extends"]
    assert said(tmp_path, head(actions, more="\nextends: spec.yaml")) == []
    assert said(tmp_path, head(actions, more="\nextends: https://example.com/other.yaml")) == []


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    document, diagnostics = applied(tmp_path)
    from specloom.overlay import apply_overlay

    apply_overlay(document, tmp_path / "none.yaml", "none.yaml", diagnostics)

    assert [finding.code.name for finding in diagnostics] == ["file-missing"]
