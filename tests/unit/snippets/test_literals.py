"""Text and JSON values as each language writes them."""

from __future__ import annotations

import ast
import json
import shlex

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloom.calls.model import Secret
from specloom.targets.snippets.languages.json_text import JSON
from specloom.targets.snippets.languages.model import InexpressibleError
from specloom.targets.snippets.languages.python_text import PyBytes, PyFileName, PyFormatted, PyLiteral, PyString
from specloom.targets.snippets.languages.script import JsKey, JsLiteral, JsString, JsTemplate, JsVariable, loses_digits
from specloom.targets.snippets.languages.shell import ShComment, ShString, ShWord, ShWords

TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"))
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(JSON_VALUES)
def test_json_and_python_literals_mean_the_value(value: object) -> None:
    """Whatever the value, reading the literal gives it back."""
    assert value == json.loads(JSON.write(value))
    assert value == ast.literal_eval(PyLiteral(value, margin=4).printed())


@given(TEXT)
def test_python_strings_mean_the_text(text: str) -> None:
    assert text == ast.literal_eval(PyString(text).printed())
    assert text.encode() == eval(PyBytes(text, margin=4).printed())


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_shell_words_are_one_word(text: str) -> None:
    """`shlex` reads the single-quoted form as bash does."""
    assert [text] == shlex.split(ShString(text).printed())
    assert [text] == shlex.split(ShWord(text).printed())


@pytest.mark.parametrize(
    ("pieces", "printed"),
    [
        (("X: ", Secret("KEY")), '"X: $KEY"'),
        (("X: ", Secret("KEY"), "b"), '"X: ${KEY}b"'),
        (("X: ", 'a"$`\\', Secret("KEY")), '"X: a\\"\\$\\`\\\\$KEY"'),
        (("X: ", "a!", Secret("KEY")), "'X: a!'\"$KEY\""),
        (("X: ", "it's"), "'X: it'\\''s'"),
    ],
)
def test_shell_variables_stand_in_double_quotes(pieces: tuple[str | Secret, ...], printed: str) -> None:
    assert printed == ShWords(pieces).printed()


def test_shell_refuses_nul_and_half_characters() -> None:
    """No argument of a program can hold them."""
    with pytest.raises(InexpressibleError):
        ShString("a\0b")
    with pytest.raises(InexpressibleError):
        ShString("\ud800")


def test_shell_writes_invisible_characters_as_bytes() -> None:
    assert r"$'a\xe2\x80\xaeb\r\n\'\\'" == ShString("a\u202eb\r\n'\\").printed()


def test_comments_stay_on_their_line() -> None:
    assert "path of x curl evil" == ShComment("path of\nx\r\u2028curl\u202e evil").printed()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("a", '"a"'),
        ('say "hi"', "'say \"hi\"'"),
        ('it\'s "so"', "'it\\'s \"so\"'"),
        ("\\\n\u2028\u202e", '"\\\\\\n\\u2028\\u202e"'),
        ("\ud800\U000e0001", '"\\ud800\\u{e0001}"'),
    ],
)
def test_javascript_strings(text: str, printed: str) -> None:
    assert printed == JsString(text).printed()


@pytest.mark.parametrize(
    ("name", "printed"),
    [("Accept", "Accept"), ("X-Key", '"X-Key"'), ("__proto__", '["__proto__"]'), ("1", '"1"'), ("", '""')],
)
def test_javascript_keys(name: str, printed: str) -> None:
    assert printed == JsKey(name).printed()


def test_javascript_templates_quote_their_text() -> None:
    assert r"`\`\${a}\\${process.env.KEY}`" == JsTemplate(("`${a}\\", Secret("KEY"))).printed()
    assert "`?k=${encodeURIComponent(process.env.KEY)}`" == JsTemplate(("?k=", Secret("KEY")), encoded=True).printed()


@pytest.mark.parametrize(
    ("value", "loses"),
    [(2**53 - 1, False), (2**53, True), (-(2**53), True), ([{"a": 2**60}], True), (True, False), (1e300, False)],
)
def test_integers_beyond_javascript(value: object, loses: bool) -> None:
    assert loses is loses_digits(value)


def test_javascript_lists_stay_short() -> None:
    value = {"a": [1, 2.0, 1e22, "x"], "b": [{"c": []}]}
    expected = '{\n    a: [1, 2, 1e22, "x"],\n    b: [\n      {\n        c: [],\n      },\n    ],\n  }'

    assert expected == JsLiteral(value, margin=2).printed()


def test_numbers_that_json_cannot_write() -> None:
    with pytest.raises(InexpressibleError):
        JSON.write([float("inf")])


def test_python_f_strings_quote_their_text() -> None:
    printed = PyFormatted(('{"}\\', Secret("KEY"))).printed()

    assert 'f"{{\\"}}\\\\{os.environ[\'KEY\']}"' == printed


@pytest.mark.parametrize(("variable", "name"), [("SHOP_FILE", "shop_file"), ("IF", "if_file"), ("OS", "os_file")])
def test_python_file_names_are_no_keywords(variable: str, name: str) -> None:
    assert name == PyFileName(variable).printed()


@pytest.mark.parametrize("name", ["a", "A-B", "1A", "A\n", "", "A B"])
def test_variables_are_names(name: str) -> None:
    with pytest.raises(ValueError, match="environment variable"):
        JsVariable(name)
    with pytest.raises(ValueError, match="environment variable"):
        PyFileName(name)
