"""A template prints typed text or fails."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

import jinja2
import pytest

from specloom.render import Renderer
from specloom.render.environment import UnencodedTextError
from specloom.text import Printable


class Upper(Printable):
    """Text in capitals: an encoder that can be seen."""

    def __init__(self, text: str) -> None:
        self._text = text

    def printed(self) -> str:
        return self._text.upper()


@dataclass(frozen=True)
class Page:
    """A view for the templates of these tests."""

    value: object
    template: ClassVar[str] = "page.md.jinja"
    path: str = "page.md"


def rendered(folder: Path, source: str, value: object, path: str = "page.md") -> str:
    """Render a template of one line."""
    (folder / "page.md.jinja").write_text(source, encoding="utf-8")
    return Renderer(folder).render(Page(value, path=path)).text


def test_typed_text_prints_through_its_encoder(tmp_path: Path) -> None:
    """The template adds nothing and takes nothing away."""

    assert "<A{{ B }}>\n" == rendered(tmp_path, "<{{ view.value }}>\n", Upper("a{{ b }}"))


@pytest.mark.parametrize("value", ["text of a document", b"bytes", None, True, 1.5, ["x"], {"a": 1}, object()])
def test_anything_else_is_refused(tmp_path: Path, value: object) -> None:
    """A forgotten encoder fails at once, on any document."""
    with pytest.raises(UnencodedTextError):
        rendered(tmp_path, "{{ view.value }}\n", value)


@pytest.mark.parametrize(
    "source",
    ["{{ view.value ~ 'x' }}", "{{ [view.value] }}", "{{ view.value.printed() }}", "{{ 'bare' }}", "{{ view }}"],
)
def test_there_is_no_way_round(tmp_path: Path, source: str) -> None:
    """Joining, calling and constants give bare text, which is refused, too."""
    with pytest.raises(UnencodedTextError):
        rendered(tmp_path, source, Upper("a"))


def test_counts_print_as_they_are(tmp_path: Path) -> None:
    """A number of ours needs no encoder."""

    assert "3\n" == rendered(tmp_path, "{{ view.value }}\n", 3)


def test_an_unknown_name_fails(tmp_path: Path) -> None:
    """A field that the view does not have is a fault, not an empty text."""
    with pytest.raises(jinja2.UndefinedError):
        rendered(tmp_path, "{{ view.nothing }}\n", 1)


def test_filters_and_globals_are_ours_alone(tmp_path: Path) -> None:
    """Nothing of Jinja's own can change or make text."""
    for source in ("{{ view.value | upper }}", "{{ range(3) }}", "{{ view.value | safe }}"):
        with pytest.raises((jinja2.TemplateError, UnencodedTextError)):
            rendered(tmp_path, source, Upper("a"))


def test_indented_moves_all_lines_but_the_first(tmp_path: Path) -> None:
    """Blank lines stay empty."""

    assert "  A\n  B\n\n  C\n" == rendered(tmp_path, "  {{ view.value | indented(2) }}\n", Upper("a\nb\n\nc"))


def test_python_is_formatted_and_broken_python_is_named(tmp_path: Path) -> None:
    """The formatter is part of rendering; what does not parse is a fault with the file's name."""

    assert 'X = "y"\n' == rendered(tmp_path, "X='y'\n", 1, path="a.py")
    with pytest.raises(ValueError, match=r"a/b\.py"):
        rendered(tmp_path, "def (:\n", 1, path="a/b.py")


def test_the_hash_of_templates_ignores_what_tools_leave(tmp_path: Path) -> None:
    """A cache beside the templates is no change of them; a template is."""
    (tmp_path / "docs" / "runtime").mkdir(parents=True)
    (tmp_path / "docs" / "a.jinja").write_text("a")
    before = Renderer(tmp_path).templates_sha256("docs")
    for folder in (".ruff_cache", "__pycache__"):
        (tmp_path / "docs" / "runtime" / folder).mkdir()
        (tmp_path / "docs" / "runtime" / folder / "x").write_text("x")

    assert before == Renderer(tmp_path).templates_sha256("docs")
    (tmp_path / "docs" / "runtime" / "b.jinja").write_text("b")
    assert before != Renderer(tmp_path).templates_sha256("docs")
