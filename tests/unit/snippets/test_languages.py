"""What each language does with the corners of a request."""

from __future__ import annotations

import pytest
from unit.snippets.snippet_texts import snippet_text

from specloom.calls.model import (
    FileBody,
    FileInput,
    FormBody,
    JsonBody,
    MultipartBody,
    Part,
    Secret,
    TextBody,
    WireBody,
    WireHeader,
    WireRequest,
)
from specloom.targets.snippets.languages.model import Answer, InexpressibleError
from specloom.targets.snippets.languages.registry import LANGUAGES

URL = "https://api.example.com/x"


def body(value: WireBody, method: str = "PUT") -> WireRequest:
    """Return a request with a body."""
    return WireRequest(method=method, url=URL, body=value)


@pytest.mark.parametrize(
    ("language", "request_"),
    [
        ("javascript", body(JsonBody({}), "GET")),
        ("javascript", WireRequest(method="TRACE", url=URL)),
        ("javascript", WireRequest(method="GET", url=URL, headers=(WireHeader("Connection", ("close",)),))),
        ("javascript", WireRequest(method="GET", url=f"{URL}/%2E%2e/y")),
        ("python", WireRequest(method="GET", url=f"{URL}/./y")),
        ("curl", body(TextBody("a\0b"))),
        ("curl", body(FormBody((("", "x"),)))),
        ("curl", body(MultipartBody((Part("a=b", "x"),)))),
        ("curl", WireRequest(method="GET", url=URL, headers=(WireHeader("A:\nB", ("x",)),))),
        ("python", WireRequest(method="GET", url=URL, headers=(WireHeader("A", ("x\r\nB: y",)),))),
        ("python", WireRequest(method="m-Search", url=URL)),
        ("curl", body(MultipartBody((Part("a", FileInput("A_FILE", "a")),), "multipart/related"))),
        ("javascript", body(MultipartBody((Part("a", FileInput("A_FILE", "a")),), "multipart/related"))),
        ("python", body(MultipartBody((Part("a", FileInput("A_FILE", "a")),), "multipart/related"))),
        ("javascript", body(TextBody("\ud800"))),
        ("python", body(FormBody((("a", "\udfff"),)))),
        ("python", body(JsonBody([float("nan")]))),
        ("httpie", WireRequest(method="M-SEARCH", url=URL)),
        ("httpie", WireRequest(method="get", url=URL)),
        ("httpie", WireRequest(method="GET", url=URL, headers=(WireHeader("-x", ("a",)),))),
        ("httpie", WireRequest(method="GET", url=URL, headers=(WireHeader("x", ("a\\:b",)),))),
        ("httpie", WireRequest(method="GET", url=URL, secret_query=(("a=b", Secret("K")),))),
        ("httpie", body(MultipartBody((Part("a:b", "x"),)))),
        ("httpie", body(MultipartBody((Part("a", "x", "text/csv"),)))),
        ("wget", body(MultipartBody((Part("a", "x"),)))),
        ("wget", WireRequest(method="get", url=URL)),
        ("wget", WireRequest(method="GET", url=f"{URL}/../y")),
        ("wget", body(TextBody("\0"))),
        ("go", WireRequest(method="CONNECT", url=URL)),
        ("go", WireRequest(method="GET", url=URL, headers=(WireHeader("content-length", ("1",)),))),
        ("go", body(TextBody("\ud800"))),
        ("java", WireRequest(method="CONNECT", url=URL)),
        ("java", WireRequest(method="GET", url=URL, headers=(WireHeader("Host", ("a",)),))),
        ("java", WireRequest(method="GET", url=f"{URL}/[a]")),
        ("java", WireRequest(method="GET", url="https://my_host/x")),
        ("java", body(TextBody("x" * 65536))),
        ("kotlin", WireRequest(method="GET", url=f"{URL}?a={{b}}")),
        ("kotlin", body(FormBody((("a", "\udfff"),)))),
        ("csharp", WireRequest(method="CONNECT", url=URL)),
        ("csharp", WireRequest(method="GET", url=URL, headers=(WireHeader("Content-Language", ("de",)),))),
        ("csharp", WireRequest(method="PUT", url=URL, headers=(WireHeader("Content-Length", ("1",)),))),
        ("csharp", body(MultipartBody((Part("a", "x", "text/"),)))),
    ],
)
def test_what_a_language_cannot_send_is_refused(language: str, request_: WireRequest) -> None:
    with pytest.raises(InexpressibleError):
        snippet_text(language, request_)


@pytest.mark.parametrize(
    ("language", "line"),
    [
        ("curl", "--request 'A|`b`'\\''$x*'"),
        ("javascript", 'method: "A|`b`\'$x*",'),
        ("python", '"A|`B`\'$X*",'),
    ],
)
def test_a_method_is_a_word_in_every_language(language: str, line: str) -> None:
    """What HTTP allows in a method means something to a shell."""
    method = "A|`B`'$X*" if language == "python" else "A|`b`'$x*"

    assert line in snippet_text(language, WireRequest(method=method, url=URL))


def test_curl_does_not_wait_for_the_body_of_head() -> None:
    text = snippet_text("curl", WireRequest(method="HEAD", url=URL), Answer.NOTHING)

    assert "  --head \\\n" in text
    assert "--request" not in text


def test_curl_leaves_brackets_and_dots_alone() -> None:
    text = snippet_text("curl", WireRequest(method="GET", url="http://[::1]/a/../b?c=[1]"))

    assert "  --globoff \\\n  --path-as-is \\\n" in text


def test_curl_writes_bytes_to_a_terminal_only_when_told() -> None:
    request = WireRequest(method="GET", url=URL)

    assert "--output -" in snippet_text("curl", request, Answer.BINARY)
    assert "--output" not in snippet_text("curl", request, Answer.TEXT)


def test_a_file_is_explained_above_the_code() -> None:
    request = body(FileBody(FileInput("SHOP_FILE", "photo\nrm -rf /")))

    for name, language in LANGUAGES.items():
        note = f"{language.comment} SHOP_FILE: path of the file to send (photo rm -rf /)"
        assert note in [line.strip() for line in snippet_text(name, request).splitlines()]
    assert '--data-binary "@${SHOP_FILE:?}"' in snippet_text("curl", request)


def test_the_body_null_is_sent() -> None:
    """`json=None` would send nothing."""
    header = WireHeader("Content-Type", ("application/json",))
    request = WireRequest(method="PUT", url=URL, headers=(header,), body=JsonBody(None))

    assert '    data="null",\n' in snippet_text("python", request)
    assert '"Content-Type": "application/json"' in snippet_text("python", request)
    assert "body: JSON.stringify(null)," in snippet_text("javascript", request)


def test_large_integers_keep_their_digits() -> None:
    text = snippet_text("javascript", body(JsonBody({"id": 9007199254740993})))

    assert 'body: `{\n    "id": 9007199254740993\n  }`,' in text


def test_credentials_come_from_the_environment() -> None:
    request = WireRequest(
        method="GET",
        url=f"{URL}?a=b",
        secret_query=(("api key", Secret("K")),),
        basic=(Secret("U"), Secret("P")),
    )

    assert '--user "$U:$P"' in snippet_text("curl", request)
    assert '--url-query "api%20key=$K"' in snippet_text("curl", request)
    assert "?a=b&api%20key=${encodeURIComponent(process.env.K)}`" in snippet_text("javascript", request)
    assert "&api%20key={quote(os.environ['K'], safe='')}\"" in snippet_text("python", request)
