"""`.http` files say what the request says, or there is none: they have no escapes."""

from __future__ import annotations

import json

import pytest
from behaviour.hostile_requests import HOSTILE_REQUESTS
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
from specloom.targets.snippets.languages.model import InexpressibleError

URL = "https://api.example.com/x"


def text_request(text: str) -> WireRequest:
    """Return a request with a text for its body."""
    return WireRequest(method="PUT", url=URL, body=TextBody(text))


def read(text: str) -> tuple[str, dict[str, str], str]:
    """Return the first line, the headers and the body of a file."""
    lines = [line for line in text.split("\n") if not line.startswith("# ")]
    head, _, body = "\n".join(lines).partition("\n\n")
    first, *headers = head.rstrip("\n").split("\n")
    return first, dict(line.split(": ", 1) for line in headers), body.removesuffix("\n").removesuffix("\n")


@pytest.mark.parametrize("case", [name for name in HOSTILE_REQUESTS if name.startswith("json")])
def test_a_json_body_is_the_value(case: str) -> None:
    request = HOSTILE_REQUESTS[case]
    first, headers, body = read(snippet_text("httpfile", request))

    assert f"{request.method} {request.url}" == first
    assert {"Content-Type": "application/json"} == headers
    assert isinstance(request.body, JsonBody)
    assert request.body.value == json.loads(body)
    assert "{{" not in body


@pytest.mark.parametrize("text", ["a\nb", '<?xml version="1.0"?>\n<a/>', "a: b", "犬 %41 ${x} }}"])
def test_a_text_stands_as_it_is(text: str) -> None:
    assert text == read(snippet_text("httpfile", text_request(text)))[2]


@pytest.mark.parametrize(
    "text",
    [
        "{{x}}",
        "a\n### b",
        "# a",
        "a\n  // b",
        "< file",
        "<@ file",
        "> {%",
        "@a = b",
        "a ",
        "\n",
        "a\rb",
        "\u202e",
        "\ud800",
    ],
)
def test_a_text_that_means_something_is_refused(text: str) -> None:
    with pytest.raises(InexpressibleError):
        snippet_text("httpfile", text_request(text))


@pytest.mark.parametrize(
    "request_",
    [
        WireRequest(method="PURGE", url=URL),
        WireRequest(method="GET", url=f"{URL}/../y"),
        WireRequest(method="GET", url=URL, headers=(WireHeader("A", ("{{x}}",)),)),
        WireRequest(method="GET", url=URL, headers=(WireHeader("A", ("{{", Secret("X"))),)),
        WireRequest(method="PUT", url=URL, body=MultipartBody((Part('"', "x"),))),
    ],
)
def test_what_has_no_form_is_refused(request_: WireRequest) -> None:
    with pytest.raises(InexpressibleError):
        snippet_text("httpfile", request_)


def test_credentials_come_from_the_environment() -> None:
    request = WireRequest(
        method="GET", url=URL, secret_query=(("k", Secret("K")),), basic=(Secret("USER"), Secret("PASSWORD"))
    )
    text = snippet_text("httpfile", request)

    assert "GET https://api.example.com/x?k={{$processEnv K}}\n" in text
    assert "Authorization: Basic {{$processEnv USER}}:{{$processEnv PASSWORD}}\n" in text


def test_forms() -> None:
    form = WireRequest(method="POST", url=URL, body=FormBody((("a[]", "{{x}}"), ("a[]", "& b"))))
    parts = MultipartBody((Part("title", "--boundary"), Part("file", FileInput("A_FILE", "{{file}}"), "image/png")))

    assert "a%5B%5D=%7B%7Bx%7D%7D&a%5B%5D=%26+b" == read(snippet_text("httpfile", form))[2]
    assert """\
# A_FILE: path of the file to send ({ {file}})
POST https://api.example.com/x
Content-Type: multipart/form-data; boundary=boundary-

--boundary-
Content-Disposition: form-data; name="title"

--boundary
--boundary-
Content-Disposition: form-data; name="file"; filename="file"
Content-Type: image/png

< {{$processEnv A_FILE}}
--boundary---
""" == snippet_text("httpfile", WireRequest(method="POST", url=URL, body=parts))
