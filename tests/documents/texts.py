"""Names and texts that break out of places where nobody expected them."""

from __future__ import annotations

from hypothesis import strategies as st

__all__ = ["component_names", "markdown", "property_names", "tag_names", "texts", "values_of_enums"]

_HOSTILE = (
    "say \"\"\"this\"\"\" and '''that'''",
    "it's `code`, ``more`` and ```\nfenced\n```",
    "*/ alert(1) /* and // that",
    "{{ 7*7 }} {% raw %} {# no #} ${7*7} #{7*7}",
    "</script><script>alert(1)</script><!-- --> <b>bold</b>",
    "$(id) `id` $HOME ${HOME} !! %s %(name)s %41",
    "back\\slash \\n \\u0041 \\N{DASH} \\x41 \\",
    "| a | b |\n|---|---|\n| 1 | 2 |",
    "[link](nowhere.md) ![image](x.png) [y](#none) <nowhere.md>",
    "# Heading\n\nSetext\n===\n\n- item\n  1. item\n\n> quote\n\n---\n",
    "~~~\nan open fence",
    'ends with a quote"',
    "ends with a backslash \\",
    "two  \nlines\r\nand\ta tab",
    "right to left \u202e\u2067abc\u2069 and a mark \u200f",
    "emoji \U0001f389 and \u4e2d\u6587 and e\u0301",
    "line \u2028 paragraph \u2029 nel \x85 bom \ufeff nul-like \u2400",
    "@decorator #hash %percent &amp; <tag> &lt;",
    "EOF",
    "--flag",
    "None",
    "",
    " ",
)
_PROPERTY_NAMES = (
    *("id", "name", "class", "from", "self", "None", "type", "import", "async", "print", "list", "str", "match"),
    *(
        "snake_case",
        "snakeCase",
        "Snake-Case",
        "SNAKE CASE",
        "a.b",
        "a/b",
        "a~b",
        "a~1b",
        "a%2Fb",
        "a b",
        "$ref",
        "$schema",
    ),
    *("__proto__", "constructor", "__init__", "_private", "model_config", "1st", "", "é", "\u540d\u524d", "\U0001f389"),
    *("a'b", 'a"b', "a`b", "a\nb", "{{x}}", "*/", "</script>", "a\\b", "a[b]", "a=b&c", "#", "@", "-", "\u202ename"),
)
_COMPONENT_NAMES = (
    *(
        "Pet",
        "pet",
        "PET",
        "Pets",
        "Error",
        "None",
        "class",
        "import",
        "a.b",
        "a-b",
        "a_b",
        "A.B.C",
        "1st",
        "_",
        "-",
        ".",
    ),
    *(
        "str",
        "list",
        "dict",
        "Optional",
        "Model",
        "Client",
        "README",
        "index",
        "con",
        "Any",
        "Unset",
        "Response",
        "datetime",
    ),
)

texts = st.one_of(st.sampled_from(_HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=30))
"""Any text that is valid Unicode."""

markdown = st.one_of(st.lists(texts, min_size=1, max_size=3).map("\n\n".join), texts)
"""A description."""

property_names = st.one_of(
    st.sampled_from(_PROPERTY_NAMES), st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
)

component_names = st.one_of(st.sampled_from(_COMPONENT_NAMES), st.from_regex(r"[A-Za-z0-9._-]{1,12}", fullmatch=True))
"""What the specification allows as a key of components (OpenAPI 3.1 §4.8.7)."""

tag_names = st.one_of(
    st.sampled_from(
        ("pets", "Pets", "schemas", "a/b", "../../evil", "index.md", "class", "\u540d\u524d", "con", "{{x}}", "")
    ),
    texts,
)

values_of_enums = st.one_of(
    st.sampled_from(
        ("in progress", "IN_PROGRESS", "in-progress", "None", "", "1", "true", "class", "a", "A", "+1", "-1")
    ),
    texts,
)
