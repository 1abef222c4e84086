"""Markdown of a page to HTML: what becomes of links, tags, callouts and addresses."""

from __future__ import annotations

import pytest

from specloom.site.markup import Markup
from specloom.site.page import Page, read_page

ADDRESSES = {"pets/README.md": "pets/index.html", "pets/listPets.md": "pets/listPets.html", "index.md": "index.html"}


def body(text: str, **fields: str) -> str:
    """Return the HTML of a page in the folder `pets`."""
    page = Page(path="pets/getPet.md", address="pets/getPet.html", title="", text=text, **fields)
    return Markup(ADDRESSES).body(page).markup.printed()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](listPets.md#notes)", '<p><a href="listPets.html#notes">a</a></p>\n'),
        ("[a](README.md)", '<p><a href="index.html">a</a></p>\n'),
        ("[a](../index.md)", '<p><a href="../index.html">a</a></p>\n'),
        ("[a](#here)", '<p><a href="#here">a</a></p>\n'),
        ("[a](other.md)", '<p><a href="#">a</a></p>\n'),
        ("[a](//evil.example/x)", '<p><a href="#">a</a></p>\n'),
        ("[a](https://x.example)", '<p><a href="https://x.example" rel="noopener noreferrer">a</a></p>\n'),
        (
            "https://x.example/a.",
            '<p><a href="https://x.example/a" rel="noopener noreferrer">https://x.example/a</a>.</p>\n',
        ),
        ("![a <b>](https://x.example/i.png)", "<p>a &lt;b&gt;</p>\n"),
        ("[javascript](javascript:alert(1))", "<p>[javascript](javascript:alert(1))</p>\n"),
        ('<a id="x"></a>', '<p><a id="x"></a></p>\n'),
        ("a<br />b", "<p>a<br />b</p>\n"),
        ("a <b onclick='x'>b</b>", "<p>a &lt;b onclick='x'&gt;b&lt;/b&gt;</p>\n"),
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ('<details open ontoggle="x">', '&lt;details open ontoggle="x"&gt;'),
        (
            "<details>\n<summary>a &amp; <i>b</i></summary>",
            "<details>\n<summary>a &amp; &lt;i&gt;b&lt;/i&gt;</summary>",
        ),
    ],
)
def test_nothing_but_links_and_a_few_tags_acts(text: str, expected: str) -> None:
    assert body(text) == expected


def test_a_callout_of_github_is_one_here() -> None:
    assert body("> [!NOTE]\n> Read this.\n\n> Not this.") == (
        '<div class="callout callout-note"><p class="callout-title">Note</p>\n<p>\nRead this.</p>\n</div>\n'
        "<blockquote>\n<p>Not this.</p>\n</blockquote>\n"
    )


def test_methods_get_badges_where_the_page_itself_names_them() -> None:
    badge = '<span class="method method-get">GET</span>'

    assert f"{badge} /x" in body("## GET /x", method="GET")
    assert badge not in body("## GET /x\n\nGET it")
    assert f"<td>{badge}</td>" in body("| a |\n|---|\n| GET |")
    assert badge not in body("| a |\n|---|\n| <b>GET |")


def test_headings_have_the_anchors_of_github() -> None:
    page = Page(path="a.md", address="a.html", title="", text="## GET /a/{b}\n\n### Notes\n\n#### Notes\n\n## Größe!")

    found = Markup({}).body(page)

    assert [(each.level, each.title, each.anchor) for each in found.headings] == [
        (2, "GET /a/{b}", "get-ab"),
        (3, "Notes", "notes"),
        (2, "Größe!", "größe"),
    ]
    assert '<h4 id="notes-1">' in found.markup.printed()


def test_front_matter_is_read_as_the_docs_target_writes_it() -> None:
    text = '---\ntitle: "A \\" \\u007b{"\nnav_order: 2\nparent: "x"\ndeprecated: true\nhide: [toc]\n---\n\n# A\n'

    page = read_page("a/README.md", text, ["a/README.md"])

    assert (page.title, page.nav_order, page.parent, page.deprecated) == ('A " {{', 2, "x", True)
    assert (page.address, page.text) == ("a/index.html", "\n# A\n")
