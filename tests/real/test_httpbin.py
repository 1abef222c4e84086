"""The client generated from httpbin's own description, against httpbin, which says what it was sent.

Every test runs twice, with the synchronous and with the asynchronous client.
"""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from real.conftest import Driver

HOSTILE = ["../a b/ü%2F", "..", ".", "a;b=c,d", "%", "{anything}", "?q#f", "a\\b", "\u2028日本"]
BYTES = bytes(range(256))


@pytest.fixture
def client(bin_driver: Driver) -> Any:
    """A client that tries once."""
    return bin_driver.client(max_retries=0)


class TestRequests:
    """What arrives is what was said."""

    def test_methods(self, bin_driver: Driver, client: Any) -> None:
        """Every method of the description reaches the server."""
        anything = client.anything
        calls = [getattr(anything, f"{each}_anything") for each in ("delete", "get", "patch", "post", "put", "trace")]
        received = [bin_driver.run(call())["method"] for call in calls]

        assert ["DELETE", "GET", "PATCH", "POST", "PUT", "TRACE"] == received

    @pytest.mark.parametrize("value", HOSTILE)
    def test_paths(self, bin_driver: Driver, client: Any, value: str) -> None:
        """A value stays one segment of the path: the request line has no slash, dot segment or query of it."""
        sent = bin_driver.run(client.raw(client.anything.get_anything_by_anything)(value))
        target = sent.headers["x-request-target"].removeprefix("/anything/")

        assert value == _unquoted(target)
        assert target not in {".", ".."}
        assert not set(target) & set("/?#\\ ")

    def test_a_query(self, bin_driver: Driver, client: Any) -> None:
        """Parameters that nobody describes; a list is repeated."""
        options = bin_driver.package.Options(query={"a b": "c&d=é+", "list": [1, 2]})
        got = bin_driver.run(client.http_methods.get_get(options=options))

        assert {"a b": "c&d=é+", "list": ["1", "2"]} == got["args"]

    def test_headers(self, bin_driver: Driver, client: Any) -> None:
        """Those of the client, those of the call, and the call wins."""
        options = bin_driver.package.Options(headers={"x-mine": "call"})
        settled = client.with_options(headers={"X-Mine": "client", "X-Other": "client"})
        got = bin_driver.run(settled.request_inspection.get_headers(options=options))["headers"]

        assert ("call", "client", "application/json") == (got["X-Mine"], got["X-Other"], got["Accept"])

    def test_a_form(self, bin_driver: Driver, client: Any) -> None:
        """Fields of a form, a list among them."""
        got = bin_driver.run(client.http_methods.put_put(name="n é&=+", tags=["a b", "c&d"]))

        assert {"name": "n é&=+", "tags": ["a b", "c&d"]} == got["form"]
        assert "application/x-www-form-urlencoded" == got["headers"]["Content-Type"]

    def test_an_upload(self, bin_driver: Driver, client: Any, tmp_path: Path) -> None:
        """A file, from memory and from the disk, with a field beside it."""
        path = tmp_path / "ü.bin"
        path.write_bytes(BYTES)
        sent = [bin_driver.run(client.http_methods.post_post(title="é", file=given)) for given in (BYTES, path)]

        for got in sent:
            assert {"title": "é"} == got["form"]
            assert BYTES == base64.b64decode(got["files"]["file"].partition(",")[2])

    def test_bytes(self, bin_driver: Driver, client: Any) -> None:
        """A body of bytes as they are."""
        got = bin_driver.run(client.http_methods.patch_patch(body=BYTES))

        assert BYTES == base64.b64decode(got["data"].partition(",")[2])

    def test_what_nobody_describes(self, bin_driver: Driver, client: Any) -> None:
        """Any other call, with JSON, a query, and an answer that is JSON, text or bytes."""
        made = client.request("POST", "/anything/at all", json={"é": [1, None]}, query={"q": "a b"})
        got = bin_driver.run(made)

        assert ({"é": [1, None]}, {"q": "a b"}) == (got["json"], got["args"])
        assert "User-agent: *" in bin_driver.run(client.request("GET", "/robots.txt"))
        assert bin_driver.run(client.request("GET", "/image/png")).startswith(b"\x89PNG")
        with pytest.raises(bin_driver.package.NotFoundError):
            bin_driver.run(client.request("GET", "/nowhere"))


class TestCredentials:
    """Secrets, where our corrections say that they are wanted."""

    def test_a_password(self, bin_driver: Driver) -> None:
        """A user name and a password beyond ASCII; another is refused."""
        client = bin_driver.client(password_username="ü", password_password="p%:ß")
        got = bin_driver.run(client.auth.get_basic_auth_by_user_by_passwd("ü", "p%:ß"))

        assert {"authenticated": True, "user": "ü"} == got
        with pytest.raises(bin_driver.package.UnauthorizedError):
            bin_driver.run(client.auth.get_basic_auth_by_user_by_passwd("ü", "other"))
        with pytest.raises(bin_driver.package.NotFoundError):
            bin_driver.run(client.auth.get_hidden_basic_auth_by_user_by_passwd("ü", "other"))

    def test_a_token(self, bin_driver: Driver) -> None:
        """A token in a header."""
        client = bin_driver.client(bearer="Bearer abc")

        assert "abc" == bin_driver.run(client.auth.get_bearer())["token"]

    def test_an_http_client_of_ones_own(self, bin_driver: Driver) -> None:
        """What the description cannot say (here, digests) is up to the HTTP client."""
        import httpx2

        call = "get_digest_auth_by_qop_by_user_by_passwd"
        own = bin_driver.http_client(auth=httpx2.DigestAuth("me", "secret"))
        got = bin_driver.run(getattr(bin_driver.client(http_client=own).auth, call)("auth", "me", "secret"))

        assert {"authenticated": True, "user": "me"} == got
        with pytest.raises(bin_driver.package.UnauthorizedError):
            bin_driver.run(getattr(bin_driver.client().auth, call)("auth", "me", "secret"))


class TestAnswers:
    """What comes back is a value of its kind."""

    @pytest.mark.parametrize(
        ("call", "start"), [("png", b"\x89PNG"), ("jpeg", b"\xff\xd8"), ("webp", b"RIFF"), ("svg", b"<svg")]
    )
    def test_pictures(self, bin_driver: Driver, client: Any, call: str, start: bytes) -> None:
        """Pictures are bytes."""
        assert bin_driver.run(getattr(client.images, f"get_image_{call}")()).startswith(start)

    def test_a_picture_of_any_kind(self, bin_driver: Driver, client: Any) -> None:
        """The server chooses by the media types that the client says it takes."""
        made = bin_driver.run(client.raw(client.images.get_image)())

        assert (200, True) == (made.status_code, made.headers["content-type"].startswith("image/"))
        assert made.content == made.parse()

    @pytest.mark.parametrize(("call", "key"), [("gzip", "gzipped"), ("deflate", "deflated")])
    def test_compression(self, bin_driver: Driver, client: Any, call: str, key: str) -> None:
        """Compressed answers are read."""
        assert bin_driver.run(getattr(client.response_formats, f"get_{call}")())[key] is True

    def test_texts(self, bin_driver: Driver, client: Any) -> None:
        """HTML, XML and plain text are text."""
        formats = client.response_formats

        assert "∮ E⋅da" in bin_driver.run(formats.get_encoding_utf8())
        assert "<slideshow" in bin_driver.run(formats.get_xml())
        assert "Disallow: /deny" in bin_driver.run(formats.get_robots_txt())

    def test_lines_as_they_come(self, bin_driver: Driver, client: Any) -> None:
        """Lines of JSON, one by one."""
        opened = client.streaming(client.dynamic_data.get_stream_by_n)(3)
        lines = bin_driver.streamed(opened, lambda answer: answer.iter_lines())

        assert [0, 1, 2] == [json.loads(line)["id"] for line in lines]

    def test_an_answer_that_is_not_what_was_described(self, bin_driver: Driver, client: Any) -> None:
        """Three documents where one object is described are no reason to raise: they are the text that they are."""
        assert 3 == len(bin_driver.run(client.dynamic_data.get_stream_by_n(3)).splitlines())

    def test_chunks(self, bin_driver: Driver, client: Any, tmp_path: Path) -> None:
        """A body in chunks of a size, and one that goes to a file."""
        streaming = client.streaming(client.dynamic_data.get_range_by_numbytes)
        chunks = bin_driver.streamed(streaming(5000), lambda answer: answer.iter_bytes(1024))
        bin_driver.streamed(streaming(5000), lambda answer: answer.save(tmp_path / "saved"))

        assert [1024, 1024, 1024, 1024, 904] == [len(chunk) for chunk in chunks]
        assert b"".join(chunks) == (tmp_path / "saved").read_bytes()

    def test_a_part(self, bin_driver: Driver, client: Any) -> None:
        """206, asked for with a header that nobody describes."""
        options = bin_driver.package.Options(headers={"Range": "bytes=10-19"})

        assert b"klmnopqrst" == bin_driver.run(client.dynamic_data.get_range_by_numbytes(50, options=options))

    def test_an_empty_answer(self, bin_driver: Driver, client: Any) -> None:
        """A success without a body."""
        assert "" == bin_driver.run(client.status_codes.get_status_by_codes("204"))

    def test_cookies(self, bin_driver: Driver) -> None:
        """An HTTP client that follows redirects keeps cookies between calls."""
        client = bin_driver.client(http_client=bin_driver.http_client(follow_redirects=True))
        bin_driver.run(client.cookies.get_cookies_set_by_name_by_value("a", "b c"))
        bin_driver.run(client.cookies.get_cookies_set(freeform={"d": "e"}))
        kept = bin_driver.run(client.cookies.get_cookies())
        bin_driver.run(client.cookies.get_cookies_delete(freeform={"a": ""}))

        assert {"a", "d"} == set(kept["cookies"])
        assert {"d": "e"} == bin_driver.run(client.cookies.get_cookies())["cookies"]

    def test_caching(self, bin_driver: Driver, client: Any) -> None:
        """An entity tag; 304 and 412 are no success, and have a name to catch."""
        inspection, package = client.response_inspection, bin_driver.package
        first = bin_driver.run(client.raw(inspection.get_etag_by_etag)("e"))
        with pytest.raises(package.ApiStatusError) as unchanged:
            bin_driver.run(inspection.get_etag_by_etag("e", if_none_match='"e"'))
        with pytest.raises(package.ApiStatusError) as changed:
            bin_driver.run(inspection.get_etag_by_etag("e", if_match='"f"'))

        assert "e" == first.headers["etag"].strip('"')
        assert (304, 412) == (unchanged.value.status_code, changed.value.status_code)

    def test_headers(self, bin_driver: Driver, client: Any) -> None:
        """Headers of the answer, whatever their case."""
        call = client.raw(client.response_inspection.get_response_headers)
        got = bin_driver.run(call(freeform={"X-Mine": "1", "Vary": "a, b"}))

        assert ("1", "a, b", "1") == (got.headers["x-mine"], got.headers["VARY"], got.parse()["X-Mine"])


class TestFailures:
    """Statuses, redirects, time, and answers that cannot be read."""

    @pytest.mark.parametrize(
        ("status", "name"),
        [
            (400, "BadRequestError"),
            (401, "UnauthorizedError"),
            (403, "ForbiddenError"),
            (404, "NotFoundError"),
            (409, "ConflictError"),
            (418, "ApiStatusError"),
            (422, "UnprocessableEntityError"),
            (429, "TooManyRequestsError"),
            (500, "ServerError"),
            (599, "ServerError"),
        ],
    )
    def test_statuses(self, bin_driver: Driver, client: Any, status: int, name: str) -> None:
        """Each status has its error."""
        with pytest.raises(bin_driver.package.ApiStatusError) as caught:
            bin_driver.run(client.status_codes.put_status_by_codes(str(status)))

        assert (name, status) == (type(caught.value).__name__, caught.value.status_code)

    @pytest.mark.parametrize(
        ("method", "status", "times"), [("get", 503, 2), ("put", 500, 2), ("post", 503, 1), ("post", 429, 2)]
    )
    def test_retries(self, bin_driver: Driver, method: str, status: int, times: int) -> None:
        """Made again where that cannot do a thing twice, as often as was said."""
        http, sent = bin_driver.counting()
        client = bin_driver.client(http_client=http, max_retries=1)
        with pytest.raises(bin_driver.package.ApiStatusError):
            bin_driver.run(getattr(client.status_codes, f"{method}_status_by_codes")(str(status)))

        assert [method.upper()] * times == sent

    def test_time(self, bin_driver: Driver, client: Any) -> None:
        """An answer that does not come in time."""
        options = bin_driver.package.Options(timeout=0.2)
        with pytest.raises(bin_driver.package.ApiTimeoutError, match="/delay/2"):
            bin_driver.run(client.dynamic_data.get_delay_by_delay(2, options=options))

    def test_redirects(self, bin_driver: Driver, client: Any) -> None:
        """A redirect is raised with its target, unless the HTTP client follows."""
        following = bin_driver.client(http_client=bin_driver.http_client(follow_redirects=True))
        with pytest.raises(bin_driver.package.ApiStatusError) as caught:
            bin_driver.run(client.redirects.get_redirect_by_n(1))
        followed = bin_driver.run(following.raw(following.redirects.get_redirect_by_n)(3))

        assert (302, "/get") == (caught.value.status_code, caught.value.headers["location"])
        assert (200, "/get") == (followed.status_code, followed.headers["x-request-target"])

    def test_redirects_without_end(self, bin_driver: Driver) -> None:
        """The HTTP client gives up, and the error is one of ours."""
        own = bin_driver.http_client(follow_redirects=True, max_redirects=3)
        client = bin_driver.client(http_client=own, max_retries=0)
        with pytest.raises(bin_driver.package.ApiConnectionError, match="/redirect/5"):
            bin_driver.run(client.redirects.get_redirect_by_n(5))

    def test_an_answer_that_cannot_be_decompressed(self, bin_driver: Driver, client: Any) -> None:
        """A body that is not compressed as its header says: the error is one of ours."""
        call = client.response_inspection.get_response_headers
        with pytest.raises(bin_driver.package.ApiConnectionError, match="/response-headers"):
            bin_driver.run(call(freeform={"Content-Encoding": "gzip"}))


def _unquoted(target: str) -> str:
    from urllib.parse import unquote

    return unquote(target, errors="strict")
