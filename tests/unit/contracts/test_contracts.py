"""Contracts of a small folder of templates: derived, kept by version, compared."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar

import pytest

from specloom.contracts.compare import changes
from specloom.contracts.derive import Templates
from specloom.contracts.history import CONTRACTS, History, read_history
from specloom.contracts.model import Contract, Field, Shape
from specloom.contracts.walk import walk
from specloom.render import Renderer
from specloom.render.marker import Marker, marker_of, with_marker, without_marker
from specloom.text import Printable


class Word(Printable):
    """A word."""

    def __init__(self, text: str) -> None:
        self.text = text

    @property
    def is_long(self) -> bool:
        """Whether it is."""
        return len(self.text) > 3

    def printed(self) -> str:
        return self.text


@dataclass(frozen=True)
class Row:
    """A row."""

    name: Word
    """What it is called."""
    note: Word | None


@dataclass(frozen=True)
class Page:
    """A page."""

    template: ClassVar[str] = "small/page.jinja"
    path: str
    rows: tuple[Row, ...]


PAGE = "{% for row in view.rows %}{% include 'small/row.jinja' %}{% endfor %}\n"
FIRST = "{# view: " + __name__ + ".Page #}\n"


@pytest.fixture
def templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Templates:
    """A folder of a page and a part of it."""
    monkeypatch.setattr(
        "specloom.contracts.derive.importlib.import_module", lambda _: __import__("sys").modules[__name__]
    )
    (tmp_path / "small").mkdir()
    (tmp_path / "small/page.jinja").write_text(FIRST + PAGE, encoding="utf-8")
    (tmp_path / "small/row.jinja").write_text("{{ row.name }}\n", encoding="utf-8")
    return Templates(Renderer(tmp_path), ("small",))


def test_a_page_is_given_its_view_and_all_that_it_leads_to(templates: Templates) -> None:
    contract = templates.contract("small/page.jinja")

    assert dict(contract.names) == {"view": "Page"}
    assert list(contract.shapes) == ["Page", "Row", "Word"]
    assert contract.shapes["Row"].fields == {"name": Field("Word", "What it is called."), "note": Field("Word | None")}
    assert contract.shapes["Word"] == Shape("A word.", {"is_long": Field("bool", "Whether it is.")}, is_text=True)


def test_a_part_is_given_what_it_uses_of_the_place_that_it_stands_in(templates: Templates) -> None:
    assert dict(templates.contract("small/row.jinja").names) == {"row": "Row"}


@pytest.mark.parametrize(
    ("source", "missing"),
    [
        ("{{ view.rows }}{{ view.title }}", [("view.title", "Page")]),
        (
            "{% for each in view.rows %}{{ each.name.is_long }}{{ each.nam }}{{ loop.first }}{% endfor %}",
            [("each.nam", "Row")],
        ),
        ("{% for each in view.rows %}{% endfor %}{{ each }}", [("each", "")]),
        ("{% set rows = view.rows %}{% for a in rows if a.gone %}{% endfor %}", [("a.gone", "Row")]),
        ("{% with a = view.rows %}{{ a }}{% endwith %}{% if x is defined %}{% endif %}", []),
        ("{% macro m(a) %}{{ a.anything }}{% endmacro %}{{ m(view) }}", []),
        (
            "{% if view.path %}{% elif view.gone %}{% else %}{{ view.lost | indented(2) }}{% endif %}",
            [("view.gone", "Page"), ("view.lost", "Page")],
        ),
    ],
)
def test_what_a_template_asks_for(templates: Templates, source: str, missing: list[tuple[str, str]]) -> None:
    tree = templates.renderer.parsed("small/page.jinja").environment
    assert tree is not None

    found = walk(tree.parse(source), {"view": Page})

    assert sorted((each.what, each.of) for each in found.missing) == missing


OLD = Contract(
    {"view": "Page"}, {"Page": Shape("A page.", {"title": Field("Word", "Its title."), "rows": Field("int")})}
)
NEW = Contract(
    {"view": "Page"}, {"Page": Shape("A page.", {"rows": Field("bool"), "name": Field("Word", "What it is called.")})}
)


def test_the_difference_names_what_is_gone_first() -> None:
    assert list(changes(OLD, NEW)) == [
        "Page.title: is gone (was Word)",
        "Page.rows: is bool (was int)",
        "Page.name: is new (Word): What it is called.",
    ]


def test_another_form_is_another_version_and_other_words_are_none(tmp_path: Path) -> None:
    said = replace(OLD, shapes={"Page": replace(OLD.shapes["Page"], doc="The page.")})
    history = History().with_contracts({"a": OLD}).with_contracts({"a": said})

    assert history.versions == {"a": (said,)}
    assert history.with_contracts({"a": NEW}).version("a") == 2
    assert history.stale({"a": NEW}) == ["a"]
    (tmp_path / CONTRACTS).write_text(history.with_contracts({"a": NEW}).text(), encoding="utf-8")
    assert read_history([tmp_path]).versions == {"a": (said, NEW)}


def test_the_first_line_says_what_it_was_made_from_and_prints_nothing(tmp_path: Path) -> None:
    marker = Marker("small/page.jinja", 3, "0" * 64)
    text = with_marker("a\n", marker)
    (tmp_path / "page.jinja").write_text(text, encoding="utf-8")

    @dataclass(frozen=True)
    class View:
        template: ClassVar[str] = "page.jinja"
        path: str = "page"

    assert marker_of(text) == marker
    assert without_marker(with_marker(text, replace(marker, contract=None))) == "a\n"
    assert Renderer(tmp_path).render(View()).text == "a\n"
