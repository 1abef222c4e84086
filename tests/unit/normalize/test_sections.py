"""Sections: tags, how they nest, and which of an operation's tags it stands under."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import api_of

from specloom.ir.api import Section


def sections_of(folder: Path, tags: str, *used: str) -> dict[str, Section]:
    """Return the sections of an API whose operations have these lists of tags (flow style)."""
    paths = ", ".join(
        f"/p{index}: {{get: {{operationId: p{index}, tags: {each}, responses: {{'204': {{description: x}}}}}}}}"
        for index, each in enumerate(used)
    )
    api = api_of(folder, f"tags: {tags}\npaths: {{{paths}}}\n", version="3.2")
    return {section.name: section for section in api.sections}


def test_a_hierarchy(tmp_path: Path) -> None:
    """What has no operations of its own is there for the sections in it, and only then."""
    tags = (
        "[{name: top, summary: The top}, {name: mid, parent: top}, {name: low, parent: mid}, {name: lone, parent: top}]"
    )
    found = sections_of(tmp_path, tags, "[low]", "[other]")

    assert ["top", "mid", "low", "other"] == list(found)
    assert ["", "top", "mid", ""] == [section.parent for section in found.values()]
    assert [(), (), ("p0",), ("p1",)] == [section.operations for section in found.values()]
    assert "The top" == found["top"].title


@pytest.mark.parametrize(
    ("tags", "parents"),
    [
        ("[{name: a, parent: nowhere}]", {"a": ""}),
        ("[{name: a, parent: a}]", {"a": ""}),
        ("[{name: a, parent: b}, {name: b, parent: c}, {name: c, parent: b}]", {"a": "b", "b": ""}),
        ("[{name: a, parent: 5}]", {"a": ""}),
        ("[{parent: a}, {name: a}]", {"a": ""}),
    ],
)
def test_parents_that_cannot_be(tmp_path: Path, tags: str, parents: dict[str, str]) -> None:
    """Such a tag stands on top."""
    assert parents == {name: section.parent for name, section in sections_of(tmp_path, tags, "[a]").items()}


@pytest.mark.parametrize(
    ("used", "section"),
    [
        ("[mark, group]", "group"),
        ("[mark]", "mark"),
        ("[plain, group]", "plain"),
        ("[unknown, group]", "unknown"),
        ("[]", "default"),
        ("[mark, marked]", "mark"),
    ],
)
def test_tags_that_do_not_group(tmp_path: Path, used: str, section: str) -> None:
    """An operation stands under the first tag that groups operations; badges only mark it."""
    tags = "[{name: mark, kind: badge}, {name: marked, kind: audience}, {name: group, kind: nav}, {name: plain}]"

    assert [section] == list(sections_of(tmp_path, tags, used))


def test_a_broken_list_of_tags(tmp_path: Path) -> None:
    """It costs the titles, and nothing else."""
    assert ["a"] == list(sections_of(tmp_path, "5", "[a]"))


def test_a_tag_without_a_name_is_none(tmp_path: Path) -> None:
    """A section called "" would stand in itself: "" is also the parent of those on top."""
    found = sections_of(tmp_path, "[]", '[""]', '["", low]')

    assert {"default": "", "low": ""} == {name: section.parent for name, section in found.items()}
