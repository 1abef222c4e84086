"""Paths and methods as real documents have them: each operation is found, and called by the method and path that are sent."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import api_of

from specloom.diagnostics import Diagnostics, Severity
from specloom.normalize.templates import fixed_pairs, request_template, shape_of

ANSWER = "{responses: {'204': {description: done}}}"


def codes_of(diagnostics: Diagnostics) -> set[str]:
    return {finding.code.name for finding in diagnostics}


@pytest.mark.parametrize("version", ["3.0", "3.1", "3.2"])
def test_methods_of_every_kind(tmp_path: Path, version: str) -> None:
    """Members of the path item, and others under a name of their own, spelled as they are sent."""
    diagnostics = Diagnostics()
    paths = f"{{get: {ANSWER}, query: {ANSWER}, additionalOperations: {{COPY: {ANSWER}, m-Search: {ANSWER}, copy: {ANSWER}}}}}"
    api = api_of(tmp_path, f"paths: {{/a: {paths}}}\n", diagnostics, version=version)

    assert ["COPY", "GET", "QUERY", "copy", "m-Search"] == [operation.method for operation in api.operations]
    assert 5 == len({operation.id for operation in api.operations})
    assert "getA" in {operation.id for operation in api.operations}


@pytest.mark.parametrize(
    "paths", ["{GET: %s}", "{additionalOperations: {GET: %s}}", "{additionalOperations: {get: %s}}"]
)
def test_a_known_method_in_another_place(tmp_path: Path, paths: str) -> None:
    """Its meaning is clear, so it is read and said."""
    diagnostics = Diagnostics()
    api = api_of(tmp_path, f"paths: {{/a: {paths % ANSWER}}}\n", diagnostics, version="3.2")

    assert ["GET"] == [operation.method for operation in api.operations]
    assert {"method-case"} == codes_of(diagnostics) - {"operation-id-missing"}


def test_a_method_that_is_there_twice(tmp_path: Path) -> None:
    """The second one is left out, and counted."""
    diagnostics = Diagnostics(lenient=True)
    api = api_of(tmp_path, f"paths: {{/a: {{get: {ANSWER}, GET: {ANSWER}}}}}\n", diagnostics)

    assert ["GET"] == [operation.method for operation in api.operations]
    assert ["value-unknown"] == [entry.code for entry in api.ledger.entries]


def test_a_path_without_a_slash(tmp_path: Path) -> None:
    """It gets one, and so cannot run into the host."""
    diagnostics = Diagnostics()
    api = api_of(tmp_path, f"paths: {{.evil.example/a: {{get: {ANSWER}}}}}\n", diagnostics)

    assert ["/.evil.example/a"] == [operation.template for operation in api.operations]
    assert {"path-slash"} == codes_of(diagnostics) - {"operation-id-missing"}


def test_paths_that_differ_by_the_names_of_variables(tmp_path: Path) -> None:
    """Both are kept, under names of their own, and it is said that a server cannot tell them apart."""
    diagnostics = Diagnostics()
    text = "{in: path, required: true, schema: {type: string}, name: %s}"
    paths = ", ".join(
        f"'/x/{{{name}}}': {{get: {{parameters: [{text % name}], responses: {{'204': {{description: done}}}}}}}}"
        for name in "ab"
    )
    api = api_of(tmp_path, f"paths: {{{paths}}}\n", diagnostics)

    assert ["getXByA", "getXByB"] == [operation.id for operation in api.operations]
    assert {"path-twin"} == codes_of(diagnostics) - {"operation-id-missing"}


@pytest.mark.parametrize(
    ("path", "query", "template"),
    [
        ("/a/{b}", (), "/a/{b}"),
        ("/a/", (), "/a/"),
        ("/a#b", (), "/a"),
        ("/a?b=c", (), "/a?b=c"),
        ("/a?b=c#d", (), "/a?b=c"),
        ("/a?b={b}", (), "/a?b={b}"),
        ("/a?b={b}", ("b",), "/a"),
        ("/a?b={b}&c=d", ("b",), "/a?c=d"),
        ("/a?b={c}", ("c",), "/a?b={c}"),
        ("/a{?b,c}", ("b", "c"), "/a"),
        ("/a{?b,c}", ("b",), "/a{?b,c}"),
    ],
)
def test_templates(path: str, query: tuple[str, ...], template: str) -> None:
    """A fragment is never sent, and a pair that a query parameter gives is not given twice."""
    assert template == request_template(path, query)


def test_shapes_and_fixed_pairs() -> None:
    """What two templates of one path share; what a path says itself."""
    assert shape_of("/a/{b}.json") == shape_of("/a/{c}.json") != shape_of("/a/{b}")
    assert frozenset({"action"}) == fixed_pairs("/a?action=list&b={b}&{c}=d")


def test_a_parameter_that_the_path_gives_a_value(tmp_path: Path) -> None:
    """The path tells operations apart by it, so what it says is sent, once."""
    diagnostics = Diagnostics()
    api = api_of(
        tmp_path,
        """
        paths:
          /x?action=list:
            get:
              operationId: list
              parameters: [{name: action, in: query, schema: {type: string}}, {name: page, in: query, schema: {type: integer}}]
              responses: {'204': {description: done}}
        """,
        diagnostics,
    )

    assert ["page"] == [parameter.wire_name for parameter in api.operation("list").parameters]
    assert {"query-fixed"} == codes_of(diagnostics)
    assert Severity.WARNING == max(finding.severity for finding in diagnostics)


def test_path_items_among_the_components(tmp_path: Path) -> None:
    """A path may refer to a path item, with members of its own beside the reference."""
    api = api_of(
        tmp_path,
        """
        paths: {'/a/{id}': {$ref: '#/components/pathItems/Item'}}
        components:
          pathItems:
            Item:
              parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
              additionalOperations: {LOCK: {operationId: lock, responses: {'204': {description: done}}}}
        """,
    )

    assert [("LOCK", "id")] == [(each.method, each.parameters[0].wire_name) for each in api.operations]
