"""Text and JSON values as PHP, Ruby, Rust, PowerShell and Swift write them."""

from __future__ import annotations

import json

import pytest
from behaviour.hostile_requests import HOSTILE_REQUESTS
from bench.checks.grammars import PARSERS
from unit.snippets.snippet_texts import snippet_text

from specloom.calls.model import JsonBody, Secret, WireRequest
from specloom.targets.snippets.languages.json_facts import json_facts
from specloom.targets.snippets.languages.model import Answer, InexpressibleError
from specloom.targets.snippets.languages.php_text import PhpComment, PhpJoined, PhpJson, PhpString, PhpText
from specloom.targets.snippets.languages.powershell_text import PsJoined, PsString, PsText
from specloom.targets.snippets.languages.ruby_text import RubyDisposition, RubyFormatted, RubyJson, RubyString
from specloom.targets.snippets.languages.rust_text import RustFormatted, RustJson, RustString, RustText, RustVariable
from specloom.targets.snippets.languages.swift_text import SwiftFormatted, SwiftString, SwiftText, SwiftVariable
from specloom.text import Printable

LANGUAGES = ("php", "ruby", "rust", "powershell", "swift", "httpx")
KEY = Secret("KEY")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (PhpString("it's $x \\"), r"'it\'s $x \\'"),
        (PhpString('$x\n"\\\0\u202e'), r'"\$x\n\"\\\x00\u{202e}"'),
        (PhpText("a\n'b", 4), "<<<'TEXT'\na\n'b\nTEXT"),
        (PhpText("a\n TEXT;", 4), "\"a\\n\"\n        . ' TEXT;'"),
        (PhpComment("a ?> b\n\u2028c"), "a ? > b c"),
        (PhpJoined(("a'", "b", KEY)), r"'a\'b' . $key"),
        (PhpJoined(("?k=", KEY), encoded=True), "'?k=' . rawurlencode($key)"),
        (RubyString('#{x} #$x #@x # "\\'), r'"\#{x} \#$x \#@x # \"\\"'),
        (RubyString("\0\r\u202e\U000e0001"), r'"\x00\r\u{202e}\u{e0001}"'),
        (RubyFormatted(("a#", KEY)), '"a\\##{ENV.fetch("KEY")}"'),
        (RubyDisposition('name="a)#{x}\\"', None), r'%(name="a\)\#{x}\\")'),
        (RustString('"\\\0\u202e'), r'"\"\\\0\u{202e}"'),
        (RustText('a\n"#', 8), '\n            r##"a\n"#"##,\n        '),
        (RustFormatted(("{a} ", KEY)), 'format!("{{a}} {key}")'),
        (RustVariable("MATCH"), "&match_value"),
        (PsString("it's \u2019so\u2019 $x `"), "'it''s \u2019\u2019so\u2019\u2019 $x `'"),
        (PsString('$x`"\n\0\u202e'), '"`$x```"`n`0`u{202e}"'),
        (PsText("a\nb"), "@'\na\nb\n'@"),
        (PsText("a\n'@; x"), '"a`n\'@; x"'),
        (PsJoined((KEY, "b")), "'' + $env:KEY + 'b'"),
        (SwiftString('\\(x) "\0\u202e'), r'"\\(x) \"\0\u{202e}"'),
        (SwiftText('a\n"""# \\#(x)'), '##"""\na\n"""# \\#(x)\n"""##'),
        (SwiftFormatted(("a\\(b) ", KEY)), r'"a\\(b) \(key)"'),
        (SwiftVariable("RETURN"), "returnValue"),
    ],
)
def test_texts(text: Printable, printed: str) -> None:
    assert printed == text.printed()


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        (PhpJson({"a": {}}, 0), "json_encode([\n    'a' => new stdClass(),\n])"),
        (PhpJson({"0": 1}, 0), "<<<'TEXT'\n{\n  \"0\": 1\n}\nTEXT"),
        (PhpJson(2**63, 0), "'9223372036854775808'"),
        (RubyJson({"a b": None, "if": 2**70}), 'JSON.generate({\n  "a b": nil,\n  if: 1180591620717411303424\n})'),
        (RubyJson([1e22, -1e-7, -0.0]), "JSON.generate([1.0e22, -1.0e-07, -0.0])"),
        (RubyJson("\ud800"), '"\\"\\\\ud800\\""'),
        (RustJson([2**31, 2**63, -(2**31)], 8), "json!([2147483648_i64, 9223372036854775808_u64, -2147483648])"),
    ],
)
def test_json(text: Printable, printed: str) -> None:
    """A value is written as the language's own where that means the same, and as JSON where it does not."""
    assert printed == text.printed()


def test_facts_of_a_value() -> None:
    facts = json_facts({"a": [1, True, {"b": -(2**63) - 1}], "\udfff": []})

    assert (3, {"a", "b", "\udfff"}, True) == (facts.depth, facts.keys, facts.has_half_characters)
    assert (-(2**63) - 1, 1, 7) == (facts.smallest, facts.largest, facts.values)
    assert facts.has_integers_beyond(64)
    assert not json_facts([2**63 - 1, -(2**63)]).has_integers_beyond(64)


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_that_json_has_not(language: str) -> None:
    with pytest.raises(InexpressibleError):
        snippet_text(language, WireRequest(method="POST", url="https://x.example", body=JsonBody([float("inf")])))


@pytest.mark.parametrize("answer", Answer)
@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_is_sent_parses(language: str, answer: Answer) -> None:
    """By a parser of the language, for those that nothing here can run, too."""
    faults: list[str] = []
    for name, request in HOSTILE_REQUESTS.items():
        try:
            faults.append(PARSERS[language](snippet_text(language, request, answer)))
        except InexpressibleError:
            assert "powershell" == language, name

    assert {""} >= set(faults)


def test_many_values_are_no_macro() -> None:
    """`json!` calls itself for each value, until the compiler has had enough."""
    request = WireRequest(method="POST", url="https://x.example", body=JsonBody(list(range(200))))

    assert "json!" not in snippet_text("rust", request, Answer.NOTHING)
    assert json.dumps(list(range(200)), indent=2) in snippet_text("rust", request, Answer.NOTHING)
