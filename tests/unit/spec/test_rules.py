"""The rules of our own, over objects that are used and those that are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from specloom.diagnostics import Diagnostics
from specloom.normalize import normalize
from specloom.source import load
from specloom.spec import upgrade
from specloom.spec.rules import check_rules

HEAD = "info: {title: T, version: '1'}\nservers: [{url: https://example.com}]\n"


def found(folder: Path, text: str, *codes: str, version: str = "openapi: 3.1.0") -> list[tuple[str, str]]:
    """Return place and message of the findings of some codes."""
    (folder / "spec.yaml").write_text(f"{version}\n{HEAD}{text}", encoding="utf-8")
    diagnostics = Diagnostics(lenient=True)
    document = load(folder / "spec.yaml", diagnostics)
    spec = upgrade(document, diagnostics)
    normalize(spec, diagnostics)
    check_rules(spec, diagnostics)
    return [
        (each.location.pointer if each.location else "", each.message)
        for each in diagnostics
        if each.code.name in codes
    ]


def defaults(folder: Path, schema: str, version: str = "openapi: 3.1.0") -> list[str]:
    """Return what is wrong with the default of the schema `A`."""
    components = f"paths: {{}}\ncomponents:\n  schemas:\n    A: {schema}\n    Word: {{enum: [a, b]}}\n"
    return [
        message.removeprefix("this default ")
        for _, message in found(folder, components, "default-invalid", version=version)
    ]


@pytest.mark.parametrize(
    ("schema", "problem"),
    [
        ("{type: boolean, default: false}", None),
        ("{type: boolean, default: 'false'}", "must be a boolean, not text"),
        ("{enum: [a, b], default: c}", "is 'c', which is none of 'a', 'b'"),
        ("{type: integer, minimum: 1, default: 0}", "is 0, which is less than 1"),
        ("{allOf: [{$ref: '#/components/schemas/Word'}], default: c}", "is 'c', which is none of 'a', 'b'"),
        ("{type: array, items: {$ref: '#/components/schemas/Word'}, default: []}", None),
        (
            "{type: array, items: {$ref: '#/components/schemas/Word'}, default: [c]}",
            "is 'c', which is none of 'a', 'b' (at /0)",
        ),
        ("{type: object, required: [x], default: {}}", "has no 'x'"),
        ("{type: [string, 'null'], default: null}", None),
        ("{type: string, default: null}", "must be text, not null"),
        ("{type: string, format: date, default: today}", "is 'today', which is not a date"),
        ("{type: string, pattern: '(broken', default: x}", None),
        ("{$ref: '#/components/schemas/Nothing', default: x}", None),
        ("{type: object, properties: {default: {type: integer}}}", None),
        ("{type: object, properties: {a: {type: integer, default: x}}}", "must be an integer, not text"),
        ("{properties: {a: {$ref: '#/components/schemas/A'}}, default: {a: {a: {}}}}", None),
    ],
)
def test_defaults(tmp_path: Path, schema: str, problem: str | None) -> None:
    assert defaults(tmp_path, schema) == ([problem] if problem else [])


@pytest.mark.parametrize(
    ("schema", "problem"),
    [
        ("{type: string, nullable: true, default: null}", None),
        ("{type: integer, minimum: 0, exclusiveMinimum: true, default: 0}", "is 0, which is not more than 0"),
        ("{type: object, properties: {a: {type: string, nullable: true}}, default: {a: null}}", None),
        ("{$ref: '#/components/schemas/Word', default: c}", None),
    ],
)
def test_defaults_mean_what_their_version_means(tmp_path: Path, schema: str, problem: str | None) -> None:
    """In 3.0 `nullable` counts, bounds may be boolean, and nothing beside a `$ref` does."""
    assert defaults(tmp_path, schema, "openapi: 3.0.3") == ([problem] if problem else [])


def test_a_default_against_a_pattern_without_end_is_quick(tmp_path: Path) -> None:
    """The validator's keyword stage hangs on it; this runs in every `generate`."""
    schema = "{type: string, pattern: '^(a+)+$', default: " + "a" * 60 + "b}"

    assert len(defaults(tmp_path, schema)) <= 1


def test_names_are_not_taken_for_keywords(tmp_path: Path) -> None:
    """A response called `schema` and an example called `default` are data."""
    text = (
        "paths: {}\ncomponents:\n"
        "  responses: {schema: {description: d, content: {application/json: {example: {type: integer, default: x}}}}}\n"
    )

    assert [] == found(tmp_path, text, "default-invalid")


def test_references_in_unused_parts(tmp_path: Path) -> None:
    """One that is followed anyway is told once, by its error."""
    used = "paths: {/a: {get: {responses: {'200': {$ref: '#/components/responses/No'}}}}}\n"
    text = used + (
        "components:\n"
        "  responses: {A: {$ref: '#/components/responses/No'}}\n"
        "  headers: {B: {schema: {$ref: '#/components/schemas/No'}}, C: {schema: {$ref: '#/components/headers/B/schema'}}}\n"
    )

    assert [place for place, _ in found(tmp_path, text, "ref-dangling")] == ["/components/headers/B/schema/$ref"]
    assert [place for place, _ in found(tmp_path, text, "ref-missing")] == ["/paths/~1a/get/responses/200/$ref"]


def test_tags(tmp_path: Path) -> None:
    text = "paths: {}\ntags:\n- {name: a, parent: b}\n- {name: b, parent: a}\n- {name: c, parent: d}\n- {name: c}\n"

    assert found(tmp_path, text, "tag-duplicate", "tag-parent", version="openapi: 3.2.0") == [
        ("/tags/3", "the tag 'c' is described twice"),
        ("/tags/0/parent", "the parent of the tag 'a' cannot be: it is its own ancestor: a > b > a"),
        ("/tags/2/parent", "the parent of the tag 'c' cannot be: there is no tag 'd'"),
    ]


@pytest.mark.parametrize("tags", ["x", "[1, null]", "[{name: a, parent: 3}]", "[{name: a, parent: [a]}]", "{a: 1}"])
def test_broken_tags_break_nothing(tmp_path: Path, tags: str) -> None:
    found(tmp_path, f"paths: {{}}\ntags: {tags}\n", version="openapi: 3.2.0")


def test_an_enum_lists_a_value_once(tmp_path: Path) -> None:
    """`1`, `true` and `"1"` are three values."""
    text = "paths: {}\ncomponents: {schemas: {A: {enum: [1, true, '1']}, B: {enum: [a, b, a]}}}\n"

    assert found(tmp_path, text, "field-value") == [("/components/schemas/B/enum", "`enum` lists 'a' twice")]
