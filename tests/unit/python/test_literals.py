"""What a document says, as Python: it parses, and it means the same."""

from __future__ import annotations

import ast
import math
from typing import Any

import black
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from specloom.targets.python.code import Identifier, ModulePath, TypeExpression
from specloom.targets.python.literals import PyLiteral, PyString
from specloom.targets.python.prose import PyComment, PyDoc, PyTitle

HOSTILE = [
    "",
    'a"b',
    "a'b",
    "a'b\"c",
    '"""',
    "'''",
    '"""; import os; os.system("x"); """',
    "\\",
    "ends in \\",
    'ends in "',
    "\\n is no newline\n",
    "\r\n\t\x00\x07\x1b",
    "{{ 7 * 7 }} {% raw %} {# x #}",
    "\u202eright to left\u2066",
    "\ud800 lone",
    "\u2028\u2029\x85\x0c",
    "zero\u200bwidth\ufeff",
    "Zoë 用户 🐱 \U000e0001",
    "# comment",
    "%s {0} ${x} `id`",
]
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)
TEXT = st.text(st.characters(exclude_categories=()))


def with_hostile(test: Any) -> Any:
    """Try every hostile text besides those that hypothesis finds."""
    for text in HOSTILE:
        test = example(text)(test)
    return test


def is_visible(source: str) -> bool:
    """Return whether nothing in the source hides from its reader."""
    return all(character.isprintable() or character == "\n" for character in source)


def blackened(source: str) -> str:
    return black.format_str(source, mode=black.Mode(target_versions={black.TargetVersion.PY311}))


@with_hostile
@given(TEXT)
def test_strings(text: str) -> None:
    """A string literal evaluates to the string, shows all of itself, and is as black would have it."""
    source = PyString(text).printed()

    assert text == ast.literal_eval(source)
    assert is_visible(source)
    assert "\n" not in source
    assert f"x = {source}\n" == blackened(f"x = {source}\n")


@given(JSON)
def test_json_values(value: Any) -> None:
    """A JSON value evaluates to itself."""
    assert value == ast.literal_eval(PyLiteral(value).printed())


def test_numbers_that_have_no_literal() -> None:
    """What Python cannot write as a number is still a value."""
    found = [eval(PyLiteral(value).printed()) for value in (math.inf, -math.inf, 10**9000)]

    assert [math.inf, -math.inf, 10**9000] == found


@with_hostile
@given(TEXT)
def test_docstrings(text: str) -> None:
    """A docstring stays one string, whatever is in it, and black leaves it alone."""
    doc = PyDoc(f"Said: {text}")
    body = doc.printed().replace("\n", "\n    ").replace("    \n", "\n")
    quotes = '\n    """' if doc.is_long else '"""'
    source = f'def f():\n    """{body}{quotes}\n'
    function = ast.parse(source).body[0]

    assert isinstance(function, ast.FunctionDef)
    assert 1 == len(function.body)
    assert ast.get_docstring(function)
    assert is_visible(source)
    assert source == blackened(source)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ('say """hi"""!', 'say """hi"""!'),
        (r"C:\new \u0041", r"C:\new \u0041"),
        ("one\n  two  \n\n\n  three", "one\ntwo\n\n\nthree"),
        ("tab\there", "tab here"),
        ("bell\x07", "bell\\x07"),
        ("\u202eabc", "\\u202eabc"),
        ('ends in "', 'ends in ".'),
        ('"begins', '"begins'),
    ],
)
def test_docstrings_say_what_the_document_says(text: str, expected: str) -> None:
    """What is read back is the text, with what nobody could see spelled out."""
    assert expected == ast.literal_eval(f'"""{PyDoc(text).printed()}"""')


@with_hostile
@given(TEXT)
def test_titles_and_comments(text: str) -> None:
    """A title and a comment stay on their line."""
    title, comment = PyTitle(text).printed(), PyComment(text).printed()
    module = ast.parse(f'"""{title}. Generated."""\nx = 1  # {comment}\n')

    assert 2 == len(module.body)
    assert "\n" not in title + comment


@pytest.mark.parametrize(
    "name", ["", "class", "None", "a b", "a-b", "1a", "a.b", "a\n", "a;b", "ﬁeld", "__import__('os')"]
)
def test_what_is_no_identifier(name: str) -> None:
    """Such names are refused when the view is made."""
    with pytest.raises(ValueError, match="no Python identifier"):
        Identifier(name)


@pytest.mark.parametrize("path", ["", "a..b", "a b", "os; x", ".a-b", "class"])
def test_what_is_no_module(path: str) -> None:
    """Such paths are refused."""
    with pytest.raises(ValueError, match="no path"):
        ModulePath(path)


def test_modules() -> None:
    """Absolute and relative modules."""
    assert [".", "..models.pet", "collections.abc"] == [
        ModulePath(path).printed() for path in (".", "..models.pet", "collections.abc")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "str",
        "None",
        "dt.datetime",
        "list[Pet] | None",
        "dict[str, list[Pet | str]]",
        'Literal["a, b", "c]", 1, -1, True, None]',
        "tuple[int, *tuple[str, ...]]",
        "Mapping[str, object]",
    ],
)
def test_types(text: str) -> None:
    """Types are accepted."""
    assert text == TypeExpression(text).printed()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "f()",
        "x.y.z",
        "a + b",
        "[int]",
        "lambda: 0",
        "a if b else c",
        "'str'",
        "1",
        "str; x",
        "str\nx",
        "str # x",
        " str",
        "list[\nint]",
        "list[f()]",
        "Literal[f'{x}']",
        "Literal[1.5]",
        "Literal[__import__('os')]",
        "list[0]",
    ],
)
def test_what_is_no_type(text: str) -> None:
    """Everything else is refused."""
    with pytest.raises(ValueError, match="no type expression"):
        TypeExpression(text)
