"""HTTPie and wget: what they read of their own in a word, and what keeps them from it."""

from __future__ import annotations

import pytest
from unit.snippets.snippet_texts import snippet_text

from specloom.calls.model import (
    FileInput,
    FormBody,
    JsonBody,
    MultipartBody,
    Part,
    Secret,
    TextBody,
    WireHeader,
    WireRequest,
)
from specloom.targets.snippets.languages.model import Answer

URL = "https://api.example.com/x"
JSON_HEADER = WireHeader("Content-Type", ("application/json",))


def items(request: WireRequest) -> list[str]:
    """Return the items of an HTTPie command: what stands below the URL."""
    lines = [line.strip().removesuffix(" \\") for line in snippet_text("httpie", request).strip().split("\n")]
    return lines[1 + next(index for index, line in enumerate(lines) if line.startswith(f"{request.method} ")) :]


@pytest.mark.parametrize(
    ("name", "value", "item"),
    [
        ("a", "b", "a=b"),
        ("a", "", "a="),
        ("a_1", "it's", "'a_1=it'\\''s'"),
        ("a", "=b", "'a:=\"=b\"'"),
        ("a", "@/etc/passwd", "'a:=\"@/etc/passwd\"'"),
        ("a", "b\\:c", "'a:=\"b\\\\:c\"'"),
        ("a", "b\u202e", "'a:=\"b\\u202e\"'"),
        ("a", None, "a:=null"),
        ("a", [1, 2.5, "x"], "'a:=[1, 2.5, \"x\"]'"),
        ("a", 2**70, "a:=1180591620717411303424"),
    ],
)
def test_httpie_writes_short_json_as_items(name: str, value: object, item: str) -> None:
    """`Content-Type: application/json` is what HTTPie sends then."""
    request = WireRequest(method="PUT", url=URL, headers=(JSON_HEADER,), body=JsonBody({name: value}))

    assert [item] == items(request)


@pytest.mark.parametrize(
    "value", [{}, [], None, "x", {"a b": 1}, {"a[b]": 1}, {"": 1}, {"a": {"b": 1}}, {"a": ["x" * 99]}]
)
def test_httpie_sends_other_json_as_a_whole(value: object) -> None:
    request = WireRequest(method="PUT", url=URL, headers=(JSON_HEADER,), body=JsonBody(value))

    assert [] == items(request)
    assert "  --raw '" in snippet_text("httpie", request)


def test_httpie_keeps_the_order_of_fields() -> None:
    """It moves equal names together, so that a form where they do not stand so is sent as a whole."""
    near = WireRequest(method="POST", url=URL, body=FormBody((("a", "1"), ("a", "@2"), ("b", "3"))))
    far = WireRequest(method="POST", url=URL, body=FormBody((("a", "1"), ("b", "& 2"), ("a", "3"))))

    assert ["a=1", "'a:=\"@2\"'", "b=3"] == items(near)
    assert "--raw='a=1&b=%26+2&a=3'" in snippet_text("httpie", far)


def test_httpie_headers_are_never_files() -> None:
    headers = (
        WireHeader("A", ("@/etc/passwd",)),
        WireHeader("B", ("=1",)),
        WireHeader("C", ()),
        WireHeader("D", ("x",)),
    )

    assert ["'A: @/etc/passwd'", "'B: =1'", "'C;'", "D:x"] == items(WireRequest(method="GET", url=URL, headers=headers))


def test_httpie_options() -> None:
    parts = MultipartBody((Part("a", FileInput("A_FILE", "a"), "image/png"),))
    first = [
        snippet_text("httpie", request, Answer.STREAM).split(" \\\n")[0]
        for request in (
            WireRequest(method="GET", url=URL),
            WireRequest(method="GET", url=f"{URL}/../y"),
            WireRequest(method="POST", url=URL, body=FormBody((("a", "b"),))),
        )
    ]

    assert "http --check-status --ignore-stdin --stream" == first[0]
    assert "http --check-status --ignore-stdin --path-as-is --stream" == first[1]
    assert "http --check-status --ignore-stdin --form --stream" == first[2]
    assert ['"a@${A_FILE:?};type=image/png"'] == items(WireRequest(method="POST", url=URL, body=parts))


def test_wget_encodes_secrets_in_the_url() -> None:
    request = WireRequest(method="GET", url=f"{URL}?a=$b", secret_query=(("k", Secret("KEY")),))
    text = snippet_text("wget", request)

    assert ': "${KEY:?}"\n' in text
    assert '  "https://api.example.com/x?a=\\$b&k=$(percent_encode "$KEY")"\n' in text
    assert "--no-iri" in text
    assert "percent_encode" not in snippet_text("wget", WireRequest(method="GET", url=URL))


def test_credentials_must_be_there() -> None:
    """An empty credential would be answered with a riddle."""
    request = WireRequest(method="PUT", url=URL, basic=(Secret("U"), Secret("P")), body=TextBody("--x"))

    assert '--auth "${U:?}:${P:?}"' in snippet_text("httpie", request)
    assert '--password="${P:?}"' in snippet_text("wget", request)
    assert "--raw='--x'" in snippet_text("httpie", request)
