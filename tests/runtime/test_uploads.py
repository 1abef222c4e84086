"""Files that are read while they are sent, to a server on loopback, and answers that are saved."""

from __future__ import annotations

import asyncio
import io
import os
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
import pytest
from behaviour.python_package import Recorder, recorder

Emitted = Callable[[str], ModuleType]

LONG = os.urandom(200_000)


@pytest.fixture
def server() -> Iterator[Recorder]:
    with recorder() as found:
        yield found


class Send:
    """Sends a body, with the client of either kind."""

    def __init__(self, emitted: Emitted, url: str) -> None:
        self.emitted, self.url = emitted, url

    def __call__(self, kind: str, body: Any, method: str = "PUT", *, is_awaited: bool = False, **settings: Any) -> Any:
        call, client, request = (self.emitted(f"_runtime.{name}") for name in ("call", "client", "request"))
        spec = call.Body(
            *{"binary": ("binary", "application/octet-stream"), "form": ("multipart", "multipart/form-data")}[kind]
        )
        made = call.Call(method, "/files", returns={"200": "Any"}, body=spec)
        inputs = request.Inputs({}, {}, {}, {}, {}, body, self.emitted("_runtime.options").Options())
        base = client.AsyncBaseClient if is_awaited else client.BaseClient
        with_it = base(client.Service(self.url, {}), secrets={}, settings=client.Settings(**settings), http_client=None)

        async def awaited() -> Any:
            async with with_it:
                return await with_it.send(made, inputs)

        if is_awaited:
            return asyncio.run(awaited())
        with with_it:
            return with_it.send(made, inputs)


@pytest.fixture
def send(emitted: Emitted, server: Recorder) -> Send:
    return Send(emitted, server.url)


class Watched(io.BytesIO):
    """A file that remembers how much was asked of it at once."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        self.most = 0

    def read(self, size: int | None = -1, /) -> bytes:
        found = super().read(size)
        self.most = max(self.most, len(found))
        return found


class Pipe(io.RawIOBase):
    """A file that can be read once, and whose length nobody knows."""

    def __init__(self, content: bytes) -> None:
        self._left = io.BytesIO(content)

    def read(self, size: int = -1, /) -> bytes:
        return self._left.read(size)


@pytest.mark.parametrize("is_awaited", [False, True])
class TestBothClients:
    def test_a_path(self, send: Send, server: Recorder, tmp_path: Path, is_awaited: bool) -> None:
        """It is sent with its length."""
        (tmp_path / "file").write_bytes(LONG)
        send("binary", tmp_path / "file", is_awaited=is_awaited)

        assert (LONG, "200000") == (server.last.body, server.last.headers["content-length"])
        assert "transfer-encoding" not in server.last.headers

    def test_an_open_file(self, send: Send, server: Recorder, is_awaited: bool) -> None:
        """It is read bit by bit, from where it stands, and stays open."""
        file = Watched(LONG)
        file.seek(100)
        send("binary", file, is_awaited=is_awaited)

        assert LONG[100:] == server.last.body
        assert file.most <= 65_536
        assert not file.closed

    def test_a_form(self, send: Send, server: Recorder, tmp_path: Path, is_awaited: bool) -> None:
        """Files of a form are read bit by bit as well; a list makes a part of each."""
        (tmp_path / "a.bin").write_bytes(LONG)
        files = [tmp_path / "a.bin", Watched(b""), b"few"]
        send("form", {"title": "Zoë", "files": files}, is_awaited=is_awaited)
        parts = server.last.body.split(b"--" + server.last.headers["content-type"].partition("boundary=")[2].encode())

        assert str(len(server.last.body)) == server.last.headers["content-length"]
        assert b'\r\nContent-Disposition: form-data; name="title"\r\n\r\nZo\xc3\xab\r\n' == parts[1]
        assert b'name="files"; filename="a.bin"\r\nContent-Type: application/octet-stream\r\n\r\n' + LONG in parts[2]
        assert [b"\r\n\r\n\r\n", b"\r\n\r\nfew\r\n", b"--\r\n"] == [parts[3][-6:], parts[4][-9:], parts[5]]

    def test_again(self, send: Send, emitted: Emitted, server: Recorder, is_awaited: bool) -> None:
        """The second attempt sends the same: an open file is read from where it stood."""
        server.says({}, status=503)
        file = Watched(LONG)
        file.seek(7)
        with pytest.raises(emitted("errors").ServerError):
            send("form", {"file": file}, is_awaited=is_awaited, max_retries=1)

        assert [True, True] == [LONG[7:] in one.body and LONG[:8] not in one.body for one in server.requests]

    def test_once(self, send: Send, emitted: Emitted, server: Recorder, is_awaited: bool) -> None:
        """What can be read only once is sent only once, even where the method could be repeated."""
        server.says({}, status=503)
        with pytest.raises(emitted("errors").ServerError):
            send("binary", Pipe(b"abc"), is_awaited=is_awaited, max_retries=3)

        assert ["chunked"] == [one.headers["transfer-encoding"] for one in server.requests]

    def test_nothing_is_read_of_a_file_that_is_not_there(self, send: Send, tmp_path: Path, is_awaited: bool) -> None:
        with pytest.raises(FileNotFoundError):
            send("binary", tmp_path / "missing", is_awaited=is_awaited)


def test_the_media_type_of_a_file(send: Send, emitted: Emitted, server: Recorder) -> None:
    """A `NamedFile` says what it is, as a body of its own too."""
    send("binary", emitted("_runtime.bodies").NamedFile(bytearray(b"GIF89a"), media_type="image/gif"))

    assert (b"GIF89a", "image/gif") == (server.last.body, server.last.headers["content-type"])


@pytest.fixture
def broken() -> Iterator[str]:
    """Yield the URL of a server that promises more than it sends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def answer() -> None:
            connection, _ = listening.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\npart of it")

        thread = threading.Thread(target=answer, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        thread.join(10)


def streamed(emitted: Emitted, response: httpx2.Response) -> Any:
    call = emitted("_runtime.call").Call("GET", "/file")
    url = "http://files.example/file"
    sent = {"method": "GET", "url": url, "public_url": url, "headers": {}, "content": None, "has_key": False}
    request = emitted("_runtime.request").Request(**sent)
    return emitted("_runtime.raw").StreamedResponse(call, request, response)


class TestSaving:
    def test_what_breaks_off_leaves_the_old_file(self, emitted: Emitted, broken: str, tmp_path: Path) -> None:
        """A file is there as a whole or not at all."""
        (tmp_path / "file").write_text("old")
        with httpx2.stream("GET", broken) as response, pytest.raises(emitted("errors").ApiConnectionError):
            streamed(emitted, response).save(tmp_path / "file")

        assert [("file", "old")] == [(path.name, path.read_text()) for path in tmp_path.iterdir()]

    def test_behind_a_link(self, emitted: Emitted, tmp_path: Path) -> None:
        """A link stays one: what it leads to is replaced."""
        (tmp_path / "file").write_text("old")
        (tmp_path / "link").symlink_to("file")
        streamed(emitted, httpx2.Response(200, content=b"new")).save(tmp_path / "link")

        assert "new" == (tmp_path / "file").read_text()
        assert (tmp_path / "link").is_symlink()

    def test_to_a_device(self, emitted: Emitted) -> None:
        """What is no file is written to as it stands."""
        streamed(emitted, httpx2.Response(200, content=b"new")).save(os.devnull)

        assert not Path(os.devnull).is_file()
