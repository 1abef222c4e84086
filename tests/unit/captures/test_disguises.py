"""Credentials as others write them: however often and by whomever they were encoded, they are found."""

from __future__ import annotations

import base64
import html
import json
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.captures.vault import answer, redactor, vault

from specloom.captures.redaction import Redactor
from specloom.captures.secrets import KnownSecrets
from specloom.captures.store import capture_text

ODD = "p@ss!w'rd*a/b&c(9)"
PLAIN = "correct-horse/battery"

WRITTEN: dict[str, tuple[str, str]] = {
    "encodeURIComponent": (ODD, "p%40ss!w'rd*a%2Fb%26c(9)"),
    "HTML of Go": (ODD, "p@ss!w&#39;rd*a/b&amp;c(9)"),
    "HTML with names": (ODD, "p&commat;ss&excl;w&apos;rd&ast;a&sol;b&amp;c&lpar;9&rpar;"),
    "JSON of Go": (ODD, r"p@ss!w'rd*a/b\u0026c(9)"),
    "JSON of PHP": (ODD, r"p@ss!w'rd*a\/b&c(9)"),
    "JavaScript": (ODD, r"p\x40ss!w\'rd*a\u{2f}b\x26c(9)"),
    "percent twice": (ODD, quote(quote(ODD, safe=""), safe="")),
    "percent of each byte": (ODD, "".join(f"%{byte:02x}" for byte in ODD.encode())),
    "HTML in a URL": (ODD, quote(html.escape(ODD), safe="")),
    "JSON in JSON": (ODD, json.dumps(json.dumps(ODD.replace("/", "\\/")))),
    "base64 in lines": (PLAIN, base64.encodebytes(b"x" * 60 + PLAIN.encode() + b"y" * 40).decode()),
    "base64 of JSON": (PLAIN, base64.b64encode(rb'{"a": "correct-horse\/battery"}').decode()),
    "base64 of base64": (PLAIN, base64.b64encode(base64.b64encode(PLAIN.encode())).decode()),
    "base64 in a URL": (ODD, quote(base64.b64encode(ODD.encode()).decode(), safe="")),
    "hex with spaces": (PLAIN, PLAIN.encode().hex(" ")),
    "hex with colons": (PLAIN, PLAIN.encode().hex(":").upper()),
    "bytes of C": (PLAIN, ", ".join(f"0x{byte:02x}" for byte in PLAIN.encode())),
    "numbers of HTML": (PLAIN, "".join(f"&#{ord(each)};" for each in PLAIN)),
    "escapes of JSON": (PLAIN, "".join(f"\\u{ord(each):04x}" for each in PLAIN)),
    "one character in percent": (PLAIN, "correct%2Dhorse/battery"),
    "one character of HTML": (PLAIN, "correct-horse&#x2F;battery"),
    "form": ("correct horse & battery", "correct+horse+%26+battery"),
}


def _by(**values: str) -> Redactor:
    told = redactor()
    return Redactor(told.settings, values, vault().api, told.pseudonyms)


@pytest.mark.parametrize("how", WRITTEN)
def test_a_credential_is_taken_out_of_a_text(how: str) -> None:
    secret, form = WRITTEN[how]
    known = KnownSecrets({"TRY_KEY": secret})

    shown, count = known.hide(f"before {form} after")

    assert count
    assert "$TRY_KEY" in shown
    assert shown.startswith("before ")
    assert shown.endswith(" after")
    assert not known.found_in(shown)
    assert max(map(len, shown.split())) <= 100


@pytest.mark.parametrize("how", WRITTEN)
def test_an_echoed_credential_is_not_written(how: str) -> None:
    secret, form = WRITTEN[how]
    operation = vault().api.operations[0]
    exchange = answer({"id": "a", "note": form, "tags": [f"<{form}>"]}, headers=(("Link", form.replace("\n", " ")),))

    capture = _by(TRY_KEY=secret).capture(exchange, operation, environment="e", captured="2026-11-23", scenario="a/b")
    written = capture_text(capture)

    assert json.dumps(form)[1:-1] not in written
    assert written.count("$TRY_KEY") >= 3


_ENCODINGS: tuple[Callable[[str], str], ...] = (
    lambda text: quote(text, safe=""),
    lambda text: "".join(f"%{byte:02X}" for byte in text.encode()),
    html.escape,
    lambda text: "".join(f"&#{ord(each)};" for each in text),
    lambda text: json.dumps(text)[1:-1],
    lambda text: json.dumps(text)[1:-1].replace("/", "\\/"),
)


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Zs"]), min_size=8, max_size=24),
    st.lists(st.sampled_from(_ENCODINGS), max_size=3),
    st.sampled_from(["", " and ", "="]),
)
def test_any_credential_is_found_however_often_it_is_encoded(
    secret: str, encodings: list[Callable[[str], str]], around: str
) -> None:
    form = secret
    for encode in encodings:
        form = encode(form)

    assert KnownSecrets({"TRY_KEY": secret}).found_in(around + form + around)


@given(st.text(), st.text(min_size=4, max_size=12))
def test_nothing_of_a_credential_is_left(text: str, secret: str) -> None:
    known = KnownSecrets({"A": secret})
    shown, _ = known.hide(text)

    assert "$A" in shown or shown == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("the key is abcd.", "the key is $TRY_KEY."),
        ("abcd", "$TRY_KEY"),
        ("?k=%61bcd&x", "?k=$TRY_KEY&x"),
        ("abcdxf xabcd", "abcdxf xabcd"),
        ("xyz is three", "xyz is three"),
        ("xyz", "$SHORT"),
        ("xabcdey", "x$LONGER" + "y"),
    ],
)
def test_a_short_credential_is_hidden_as_a_word(text: str, shown: str) -> None:
    assert KnownSecrets({"TRY_KEY": "abcd", "SHORT": "xyz", "LONGER": "abcde"}).hide(text)[0] == shown


def test_a_credential_of_digits_is_hidden_as_a_number() -> None:
    told = _by(TRY_PIN="73915").capture(
        answer({"id": "a", "number": 73915, "note": "no 73915"}), vault().api.operations[0],
        environment="e", captured="2026-11-23", scenario="a/b",
    )  # fmt: skip

    assert told.response.body is not None
    assert told.response.body.value == {"id": "a", "number": 0, "note": "no $TRY_PIN"}
