"""The typed text of Markdown: each value prints itself in one way, or is refused."""

from __future__ import annotations

import json

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from unit.docs.rendering import faults, tokens

from specloom.targets.docs.markdown import (
    MdAnchor,
    MdCode,
    MdFence,
    MdLink,
    MdPath,
    MdPlain,
    MdUrl,
    MdWords,
    YamlString,
)

VISIBLE = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("Add invoice", "Add invoice"),
        ("user_id *x* _y_", "user_id \\*x\\* \\_y\\_"),
        ("<b> & {{x}} | [a](b)", "&lt;b&gt; &amp; &#123;&#123;x&#125;&#125; \\| \\[a\\](b)"),
        ("two\nlines", "two lines"),
    ],
)
def test_names_are_shown_as_they_are(text: str, printed: str) -> None:
    assert printed == MdPlain(text).printed()


@given(VISIBLE)
def test_names_mean_themselves(text: str) -> None:
    """Another parser reads a name in a heading as the same characters, and finds nothing else."""
    page = f"# x {MdPlain(text).printed()} x"
    shown = "".join(token.content for token in tokens(page) if token.type == "text")

    assert [] == faults(page)
    assert " ".join(f"x {text} x".split()) == " ".join(shown.split())


@given(VISIBLE)
def test_code_means_itself(text: str) -> None:
    """Inline code holds its text, in a paragraph and in a cell."""
    page = f"x {MdCode(text).printed()} x\n\n| a |\n|---|\n| {MdCode(text, cell=True).printed()} |"
    found = [token for token in tokens(page) if token.type in {"code_inline", "html_inline"}]

    assert [] == faults(page)
    if found[0].type == "code_inline":
        assert text == found[0].content
    assert 1 == sum(token.type == "td_open" for token in tokens(page))


@pytest.mark.parametrize(
    ("path", "printed"),
    [
        ("/v1/workspaces/{workspaceId}/invoices", "/v1/workspaces/{workspaceId}/invoices"),
        ("/a_b/{x}/{{y}}", "/a_b/{x}/&#123;&#123;y&#125;&#125;"),
        ("/<b>/{a b}", "/&lt;b&gt;/&#123;a b&#125;"),
    ],
)
def test_paths_keep_their_variables(path: str, printed: str) -> None:
    assert printed == MdPath(path).printed()


@pytest.mark.parametrize(
    ("url", "printed"),
    [
        ("https://api.example.com/v1?a=b", "https://api.example.com/v1?a=b"),
        ("https://x/*a*", "`https://x/*a*`"),
        ("javascript:alert(1)", "`javascript:alert(1)`"),
        ("/api", "`/api`"),
    ],
)
def test_urls_are_links_only_where_they_can_be(url: str, printed: str) -> None:
    assert printed == MdUrl(url).printed()


@given(st.text())
def test_a_fence_cannot_be_closed_from_inside(text: str) -> None:
    page = MdFence("json", text.replace("\r", "")).printed() + "\n\nafter\n"
    found = list(tokens(page))

    assert ["fence"] == [token.type for token in found if token.type in {"fence", "html_block", "code_block"}]
    assert "after" in [token.content for token in found if token.type == "inline"]


@given(st.text())
def test_front_matter_is_one_string(text: str) -> None:
    """YAML reads back the text on one line, without what is invisible."""
    printed = YamlString(text).printed()
    document = yaml.safe_load(f"title: {printed}\nnext: 1\n")

    assert {"title": json.loads(printed), "next": 1} == document


@pytest.mark.parametrize("words", ["a`b", "a|b", "<b>", "a\nb", "{x}", "*x*"])
def test_words_are_ours(words: str) -> None:
    with pytest.raises(ValueError, match="plain words"):
        MdWords(words)


def test_links_and_anchors_are_slugs() -> None:
    assert "../schemas/Pet.md" == MdLink("pets/getPet.md", "schemas/Pet.md").printed()
    assert "README.md" == MdLink("pets/getPet.md", "pets/README.md").printed()
    assert "pets/README.md" == MdLink("index.md", "pets/README.md").printed()
    with pytest.raises(ValueError, match="path of a page"):
        MdLink("index.md", "a b.md")
    with pytest.raises(ValueError, match="anchor"):
        MdAnchor('"><script>')
    with pytest.raises(ValueError, match="language"):
        MdFence("js`", "x")
