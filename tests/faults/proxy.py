"""A proxy that does to answers what networks and servers do to them."""

from __future__ import annotations

import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import StrEnum
from urllib.parse import urlsplit

__all__ = ["Fault", "Proxy", "proxy"]

_SILENCE = 3
"""Seconds without an answer: longer than the tests let a request take."""


class Fault(StrEnum):
    """What becomes of a request."""

    NONE = "none"
    BUSY = "429 with Retry-After"
    BROKEN = "500"
    UNAVAILABLE = "503 with Retry-After"
    LOST = "reset before the server sees it"
    RESET = "reset after the server has done it"
    HALF = "half of the answer"
    SILENT = "no answer in time, but done"
    SLOW = "the answer comes byte by byte"
    KILLED_BEFORE = "who asks is killed, and the server does not see it"
    KILLED_AFTER = "who asks is killed when the server has done it"


@dataclass(slots=True)
class Proxy:
    """Where it is, and what it does: `decide` says it for each request, by its number and its first line."""

    url: str
    upstream: tuple[str, int]
    decide: Callable[[int, str], Fault]
    kill: Callable[[], None] = lambda: None
    """Kills who asks, and returns when it is dead."""
    seen: list[tuple[str, Fault]] = field(default_factory=list[tuple[str, Fault]])
    lock: threading.Lock = field(default_factory=threading.Lock)


@contextmanager
def proxy(upstream: str, decide: Callable[[int, str], Fault]) -> Iterator[Proxy]:
    """Run a proxy on a free port of loopback while the block runs."""
    parts = urlsplit(upstream)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        made = Proxy(
            f"http://127.0.0.1:{listener.getsockname()[1]}", (str(parts.hostname), int(parts.port or 80)), decide
        )
        thread = threading.Thread(target=_accept, args=(listener, made), daemon=True)
        thread.start()
        yield made
        with suppress(OSError):
            listener.shutdown(socket.SHUT_RDWR)
    thread.join(5)


def _accept(listener: socket.socket, made: Proxy) -> None:
    while True:
        try:
            client, _ = listener.accept()
        except OSError:
            return
        threading.Thread(target=_serve, args=(client, made), daemon=True).start()


def _serve(client: socket.socket, made: Proxy) -> None:
    """Serve one request, and close the connection."""
    with client, suppress(OSError):
        request = _message(client)
        if not request:
            return
        line = request.split(b"\r\n", 1)[0].decode("latin-1")
        with made.lock:
            fault = made.decide(len(made.seen), line)
            made.seen.append((line, fault))
        _do(client, made, request, fault)


def _plain(status: str, *headers: str) -> bytes:
    lines = (f"HTTP/1.1 {status}", *headers, "Content-Length: 0", "Connection: close", "", "")
    return "\r\n".join(lines).encode()


_REFUSALS = {
    Fault.BUSY: _plain("429 Too Many Requests", "Retry-After: 0"),
    Fault.UNAVAILABLE: _plain("503 Service Unavailable", "Retry-After: 0"),
    Fault.BROKEN: _plain("500 Internal Server Error"),
}


def _do(client: socket.socket, made: Proxy, request: bytes, fault: Fault) -> None:
    match fault:
        case Fault.BUSY | Fault.UNAVAILABLE | Fault.BROKEN:
            client.sendall(_REFUSALS[fault])
        case Fault.LOST:
            _reset(client)
        case Fault.RESET:
            _forwarded(made, request)
            _reset(client)
        case Fault.HALF:
            answer = _forwarded(made, request)
            client.sendall(answer[: len(answer) - 3] if b"\r\n\r\n" in answer[:-4] else answer[:12])
        case Fault.SILENT:
            _forwarded(made, request)
            time.sleep(_SILENCE)
        case Fault.KILLED_BEFORE:
            made.kill()
        case Fault.KILLED_AFTER:
            _forwarded(made, request)
            made.kill()
        case Fault.SLOW:
            for byte in _forwarded(made, request):
                client.sendall(bytes([byte]))
                time.sleep(0.0005)
        case Fault.NONE:
            client.sendall(_forwarded(made, request))


def _reset(client: socket.socket) -> None:
    """Close with RST in place of FIN."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def _forwarded(made: Proxy, request: bytes) -> bytes:
    head, _, body = request.partition(b"\r\n\r\n")
    lines = [line for line in head.split(b"\r\n") if not line.lower().startswith(b"connection:")]
    with socket.create_connection(made.upstream, timeout=20) as server:
        server.sendall(b"\r\n".join((*lines, b"Connection: close", b"", body)))
        return b"".join(iter(lambda: server.recv(65536), b""))


def _message(client: socket.socket) -> bytes:
    """Return a whole request; empty where there is none."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = client.recv(65536)
        if not piece:
            return b""
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":", 1)[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    length = int(lengths[0]) if lengths else 0
    while len(body) < length:
        body += client.recv(65536)
    return head + b"\r\n\r\n" + body
