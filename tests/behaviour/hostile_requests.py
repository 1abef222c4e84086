"""Requests made by hand of what breaks quoting: every language sends them, or says why it cannot."""

from __future__ import annotations

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

__all__ = ["HOSTILE_REQUESTS", "PLACEHOLDER"]

PLACEHOLDER = "http://127.0.0.1:9"
"""Where the requests go; a test puts its own server there."""
HOSTILE = (
    "it's \"so\" $(id) `id` ${HOME} $HOME !! %41 %s \\ \\n #{x} {{x}} ${x} </script> <!-- */ ' Zoë 犬 🐾 @file;type=x"
)


def json_request(value: object) -> WireRequest:
    """Return a request with a JSON body."""
    header = WireHeader("Content-Type", ("application/json",))
    return WireRequest(method="POST", url=f"{PLACEHOLDER}/x", headers=(header,), body=JsonBody(value))


def body_request(body: WireBody, media_type: str | None = None) -> WireRequest:
    """Return a request with any body."""
    headers = () if media_type is None else (WireHeader("Content-Type", (media_type,)),)
    return WireRequest(method="PUT", url=f"{PLACEHOLDER}/x", headers=headers, body=body)


FORM = "application/x-www-form-urlencoded"
HOSTILE_REQUESTS = {
    "json-string": json_request({"text": HOSTILE, HOSTILE: 1}),
    "json-controls": json_request(["\0\x01\t\n\r\x1b\x7f", "\u2028\u2029\u202e\u200b\ufeff", "\ud800", "\U000e0001"]),
    "json-prototype": json_request({"__proto__": {"a": 1}, "constructor": 1, "10": 2, "9": 3}),
    "json-numbers": json_request([1.5, 1e22, -1e-7, 0, 9007199254740991, -5]),
    "json-large-integer": json_request({"id": 9223372036854775807, "text": HOSTILE}),
    "json-null": json_request(None),
    "json-empty-object": json_request({}),
    "json-scalar": json_request(HOSTILE),
    "json-at": json_request("@/etc/passwd"),
    "text": body_request(TextBody(HOSTILE), "text/plain"),
    "text-lines": body_request(TextBody("@one\ntwo\r\n\tthree `$x` ${y}\r\\"), "text/plain"),
    "text-long-lines": body_request(TextBody("\n".join([HOSTILE] * 4)), "application/xml"),
    "text-invisible": body_request(TextBody("a\u202eb\u200bc\x85d"), "text/plain; charset=utf-8"),
    "form": body_request(FormBody((("a[b]", HOSTILE), ("a[b]", "@x"), (HOSTILE, ""), ("lines", "1\n2"))), FORM),
    "form-empty": body_request(FormBody(()), FORM),
    "multipart": body_request(
        MultipartBody(
            (
                Part("text", HOSTILE),
                Part("empty", ""),
                Part("file", FileInput("MY_FILE", "file"), "image/png"),
                Part("other", FileInput("MY_OTHER", "other")),
            )
        )
    ),
    "multipart-signs": body_request(MultipartBody((Part("at", "@/etc/passwd"), Part("less", "</etc/passwd")))),
    "multipart-typed": body_request(
        MultipartBody(
            (
                Part("typed", '{"a": "b;c"}', "application/json"),
                Part("typed-at", "@/etc/passwd", "text/plain"),
                Part("typed-quote", '"x\\" ', "text/plain; charset=utf-8"),
                Part("typed-bracket", "(x", "text/csv"),
            )
        )
    ),
    "file": body_request(FileBody(FileInput("MY_FILE", "body\n\u202e $(id)")), "application/octet-stream"),
    "headers": WireRequest(
        method="GET",
        url=f"{PLACEHOLDER}/x",
        headers=(
            WireHeader("Authorization", ("Bearer ", Secret("MY_TOKEN"))),
            WireHeader("X-Mixed", ("a\"$(id)`id`!!'\\ {", Secret("MY_TOKEN"), "}x[0]")),
            WireHeader("X-Touching", ("<", Secret("MY_TOKEN"), "_more")),
            WireHeader("X-Literal", ('  it\'s "so" $HOME `id` !! {x} \\ \t ',)),
            WireHeader("X-Empty", ("",)),
            WireHeader("Cookie", ("a=b; c=", Secret("MY_TOKEN"))),
        ),
    ),
    "basic": WireRequest(method="DELETE", url=f"{PLACEHOLDER}/x", basic=(Secret("MY_USER"), Secret("MY_PASSWORD"))),
    "secret-query": WireRequest(
        method="POST",
        url=f"{PLACEHOLDER}/x?a=%24%28id%29&b=%27%22%60",
        secret_query=(("key[x]&", Secret("MY_KEY")), ("k", Secret("MY_OTHER_KEY"))),
    ),
    "secret-query-alone": WireRequest(
        method="GET", url=f"{PLACEHOLDER}/%7Bx%7D/%2F/a%20b", secret_query=(("key", Secret("MY_KEY")),)
    ),
    "reserved-url": WireRequest(method="GET", url=f"{PLACEHOLDER}/a:b@c;d=e,f/$(id)!*?q=a/b?c:d@e,f;g=$(id)!*"),
    "head": WireRequest(method="HEAD", url=f"{PLACEHOLDER}/x"),
    "odd-method": WireRequest(method="PURGE", url=f"{PLACEHOLDER}/x"),
}
