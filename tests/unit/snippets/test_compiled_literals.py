"""Text and JSON values as Go, Java, Kotlin and C# write them: reading a literal by the language's rules gives them back."""

from __future__ import annotations

import ast
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloom.calls.model import Secret
from specloom.targets.snippets.languages.csharp_text import CsJson, CsMethod, CsString, CsText, CsValue
from specloom.targets.snippets.languages.go_text import GoImport, GoJson, GoMethod, GoString, GoText, GoValue
from specloom.targets.snippets.languages.java_text import JavaJson, JavaString, JavaText, JavaUrl
from specloom.targets.snippets.languages.jvm import JvmComment, JvmImport
from specloom.targets.snippets.languages.kotlin_text import KtJson, KtString, KtText, KtValue
from specloom.targets.snippets.languages.model import InexpressibleError

TEXT = st.text(st.characters(codec="utf-8"))
JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
NASTY = {
    "": 'it\'s "so" $(id) `id` ${x} $x #{x} {{x}} \\ */ % EOF',
    "__proto__": {"deep": [[[{"a": "\0\r\n\u2028\u202e\ud800🐾"}]]]},
    "numbers": [2**70, -0.0, 1e-7, 1e22],
    "quotes": ['""', '"""', '""""'],
}


def read(literal: str) -> str:
    """Return what a literal means whose escapes are those of Python, UTF-16 in pairs."""
    return str(ast.literal_eval(literal)).encode("utf-16", "surrogatepass").decode("utf-16")


def lines_of(block: str, ending: str) -> str:
    """Return the text of a literal of several lines, without their margin."""
    first, *lines, last = block.removesuffix(ending).split("\n")
    margin = len(last) - len(last.lstrip(" "))
    assert first.strip('"') == "" == last.strip(' "')
    return "\n".join(line[margin:] for line in lines)


@given(TEXT)
def test_strings_mean_the_text(text: str) -> None:
    assert text == read(GoString(text).printed())
    assert text == read(CsString(text).printed())
    assert text == read(JavaString(text).printed())
    assert text == read(re.sub(r"\\(.)", lambda match: "$" if match[1] == "$" else match[0], KtString(text).printed()))


@given(JSON_VALUES)
def test_json_means_the_value(value: object) -> None:
    go = GoJson(value).printed()
    csharp = CsJson(value, 4).printed()
    java = JavaJson(value, 8).printed()
    kotlin = KtJson(value, 4).printed()

    assert "`" not in go[1:-1]
    assert value == json.loads(go[1:-1])
    assert value == json.loads(lines_of(csharp, "") if "\n" in csharp else read(csharp))
    if "\n" in java:
        assert value == json.loads(re.sub(r'\\([\\"])', r"\1", lines_of(java, "")))
    if "\n" in kotlin:
        assert value == json.loads(lines_of(kotlin, ".trimIndent()").replace("${'$'}", "$"))


def test_nasty_values() -> None:
    test_json_means_the_value.hypothesis.inner_test(NASTY)  # type: ignore[attr-defined]


@pytest.mark.parametrize("text", [GoString, CsString, JavaString, KtString])
def test_half_characters_are_refused(text: type[GoString]) -> None:
    with pytest.raises(InexpressibleError):
        text("\ud800")


def test_java_has_no_long_strings() -> None:
    """JVMS §4.4.7."""
    with pytest.raises(InexpressibleError, match="65535"):
        JavaString("x" * 65536)
    assert GoString("x" * 65536).printed()


def test_hidden_characters_are_escaped() -> None:
    """Java reads its own `\\u` escapes before it looks for the ends of strings, so control characters are octal there."""
    text = "\0\n\x85\u202e\U000e0001"

    assert r'"\u0000\n\u0085\u202e\U000e0001"' == GoString(text).printed() == CsString(text).printed()
    assert r'"\000\n\205\u202e\udb40\udc01"' == JavaString(text).printed()
    assert r'"\u0000\n\u0085\u202e\udb40\udc01"' == KtString(text).printed()


def test_texts_keep_their_lines() -> None:
    assert "`a\n b`" == GoText("a\n b").printed()
    assert r'"a\n`"' == GoText("a\n`").printed()
    assert '"""\n  a \\\\ \\"""\n   b\\s\\\n  """' == JavaText('a \\ """\n b ', 2).printed()
    assert '"""\n  a\n\n  """' == JavaText("a\n\n", 2).printed()
    assert '"a\\n" +\n      "b"' == KtText("a\nb", 2).printed()
    assert '"""\n    a\n\n    b\n    """' == CsText("a\n\nb", 4).printed()
    assert '""""\n    """\n    """"' == CsText('"""\n', 4).printed().replace("\n\n", "\n")


def test_kotlin_escapes_what_would_be_a_template() -> None:
    assert '"\\$x 5\\$"' == KtString("$x 5$").printed()
    assert "\"${'$'}x ${'$'}{y} $5\"" in KtJson(["$x ${y} $5"], 0).printed()


def test_values_are_joined() -> None:
    pieces = ("Bearer ", Secret("KEY"), '"')

    assert '"Bearer "+env("KEY")+"\\""' == GoValue(pieces).printed()
    assert '"Bearer " + Env("KEY") + "\\""' == CsValue(pieces).printed()
    assert '"Bearer " + env("KEY") + "\\""' == KtValue(pieces).printed()
    assert '"a?k="+url.QueryEscape(env("K"))' == GoValue(("a?k=", Secret("K")), encoded=True).printed()
    assert 'URLEncoder.encode(env("K"), StandardCharsets.UTF_8)' == JavaUrl((Secret("K"),)).printed()
    assert '""' == GoValue(()).printed() == CsValue(()).printed()


def test_methods() -> None:
    assert "http.MethodPatch" == GoMethod("PATCH").printed()
    assert '"a`\\""' == GoMethod('a`"').printed()
    assert "HttpMethod.Patch" == CsMethod("PATCH").printed()
    assert 'new HttpMethod("M-\\"X")' == CsMethod('M-"X').printed()


def test_a_comment_in_java_cannot_end_its_line() -> None:
    assert r"a \\u000a b */" == JvmComment("a\r\n\\u000a\u2028b */").printed()


@pytest.mark.parametrize("name", ["a", "A-B", "1A", "A\n", '"'])
def test_variables_are_names(name: str) -> None:
    for value in (GoValue, CsValue, KtValue, JavaUrl):
        with pytest.raises(ValueError, match="environment variable"):
            value((Secret(name),))


def test_imports_are_names() -> None:
    with pytest.raises(ValueError, match="package"):
        GoImport('os"; x "')
    with pytest.raises(ValueError, match="class"):
        JvmImport("java.net.URI;")
