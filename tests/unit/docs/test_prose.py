"""Prose of a document: harmless text stays as it is, everything else is made inert."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from unit.docs.rendering import faults, tokens

from specloom.targets.docs.prose import inert_block, inert_inline
from specloom.text.markdown import code_span

HARMLESS = """\
Represents an invoice due date in yyyy-MM-ddThh:mm:ssZ format.

Times are in UTC, for example `2020-01-01T08:00:00Z`; *this* is **bold**, snake_case, 100 %, $5, a & b, x > y.

- one [link](https://example.com/a_(b)?c=d#e)
- two

1. first
2. second

| a | b |
|---|---|
| `x` | y |

> quoted

```json
{"a": "<b> {{ c }}"}
```"""


def test_harmless_prose_is_kept() -> None:
    assert HARMLESS == inert_block(HARMLESS, 4)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a <b>x</b>", "a &lt;b>x&lt;/b>"),
        ("<!-- x -->", "&lt;!-- x -->"),
        ("<script>alert(1)</script>", "&lt;script>alert(1)&lt;/script>"),
        ("{{ 7*7 }} {% x %} ${HOME}", "&#123;&#123; 7*7 &#125;&#125; &#123;% x %&#125; $&#123;HOME&#125;"),
        ("`{{ x }}`", "<code>&#123;&#123;&#32;x&#32;&#125;&#125;</code>"),
        ("`<b>`", "`<b>`"),
        ("a ` b", "a \\` b"),
        ("`a | <b>`", "<code>a&#32;&#124;&#32;&#60;b&#62;</code>"),
        ("\\<b>", "&lt;b>"),
        ("[x](javascript:alert(1))", "x"),
        ("[x](JaVaScRiPt&colon;alert(1))", "x"),
        ("[x](data:text/html,y)", "x"),
        ("[x](/relative)", "x"),
        ("[x](#tag/Users)", "x"),
        ("[x](<javascript:alert(1)>)", "[x]\\(&lt;javascript:alert(1)>)"),
        ("[x](\njavascript:alert(1))", "[x]\\(\njavascript:alert(1))"),
        ("[x]: javascript:alert(1)", "[x]\\: javascript:alert(1)"),
        ("![x](https://e.com/x.png)", "[x](https://e.com/x.png)"),
        ("<https://e.com>", "https://e.com"),
        ("# Title", "#### Title"),
        ("### Title ##", "###### Title"),
        ("Title\n=====", "Title\n\\====="),
        ("Title\n---", "Title\n\\---"),
        ("a\n\n---\n\nb", "a\n\n* * *\n\nb"),
        ("> # Title", "> #### Title"),
        (":::danger", "\\:::danger"),
        ("```\nnever closed", "```\nnever closed\n```"),
        ("~~~~ js\n```\n~~~~", "````js\n```\n````"),
        ("a\n\n    indented <b>", "a\n\n```\nindented <b>\n```"),
        ("a\u202eb\u200bc\x07d\r\ne", "abcd\ne"),
        ("a  \nb", "a\\\nb"),
        ("trailing \t", "trailing"),
    ],
)
def test_what_is_made_of_the_rest(text: str, printed: str) -> None:
    assert printed == inert_block(text, 4)


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("one\ntwo", "one two"),
        ("one\n\ntwo", "one<br />two"),
        ("one\n- two\n- three", "one<br />- two<br />- three"),
        ("# One\ntwo", "One<br />two"),
        ("a\n```\nb\nc\n```", "a<br />`b`<br />`c`"),
        ("a | `b | c`", "a \\| `b \\| c`"),
        ("`a\\|b`", "<code>a&#92;&#124;b</code>"),
    ],
)
def test_prose_in_a_cell(text: str, printed: str) -> None:
    assert printed == inert_inline(text, cell=True)


@pytest.mark.parametrize(
    ("text", "printed"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), (" ", "<code>&#32;</code>"), ("a|b", "`a|b`")],
)
def test_code(text: str, printed: str) -> None:
    assert printed == code_span(text)


MARKDOWN = st.lists(
    st.sampled_from(
        [
            *"`<>[]()!|{}#-=:*_\\&~\"' \n\t",
            *("```", "~~~", "    ", "\n\n", "](", "]:", "{{", "{%", "<b>", "</b>", "<!--", "-->", "- ", "> ", "1. "),
            *(
                "javascript:x",
                "https://e.com",
                "&lt;",
                "&#x6a;",
                "<script>",
                "| a | b |\n|---|---|\n",
                "<a href=x>",
                "x",
            ),
        ]
    ),
    max_size=24,
).map("".join)


@settings(max_examples=500, deadline=None)
@given(MARKDOWN)
@example("a ` | b ` c ` <script> `\n")
@example("| a ` | b ` c ` <b> ` |\n|---|---|\n| a ` | b ` c ` <b> ` |")
@example("- a ` b\n- <b> `")
@example("- ```\n<script>\n  ```")
def test_nothing_in_a_block_acts(text: str) -> None:
    """Another parser finds no HTML, no image, no foreign link in it, and no heading above its level."""
    printed = inert_block(text, 4)

    assert [] == faults(printed)
    assert not {"h1", "h2", "h3"} & {token.tag for token in tokens("before\n\n" + printed)}
    assert not any(line != line.rstrip() for line in printed.split("\n"))


@settings(max_examples=500, deadline=None)
@given(MARKDOWN)
def test_nothing_in_a_cell_acts(text: str) -> None:
    """It stays one cell, and nothing in it acts."""
    page = f"| a | b |\n|---|---|\n| x | {inert_inline(text, cell=True)} |\n\nafter"

    assert [] == faults(page)
    assert 2 == sum(token.type == "td_open" for token in tokens(page))
    assert 2 == sum(token.type == "tr_open" for token in tokens(page))
