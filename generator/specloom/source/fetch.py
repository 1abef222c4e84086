"""One GET request, to an address that was looked at before the connection was made (RFC 9110, RFC 6890)."""

from __future__ import annotations

import contextlib
import http.client
import ipaddress
import socket
import ssl
import threading
import time
from urllib.parse import urlsplit

__all__ = ["FetchError", "fetch"]

SECONDS_OF_SILENCE = 10.0
SECONDS_IN_ALL = 60.0
_BLOCK = 64 * 1024
_MAX_SHOWN = 200
_LATER = "try again later, or download the document next to the description"


class FetchError(Exception):
    """There is no document to be had, and what can be done. `fix` may name `{setting}`, a place in the config."""

    def __init__(self, reason: str, fix: str = _LATER) -> None:
        super().__init__(reason)
        self.reason = reason
        self.fix = fix


def fetch(url: str, *, limit: int, allow_private_network: bool) -> bytes:
    """Return the bytes at an http(s) address of at most `limit` bytes; raises `FetchError`. Follows no redirect."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    port = parts.port or (443 if parts.scheme == "https" else 80)
    deadline = time.monotonic() + SECONDS_IN_ALL
    address = _checked_address(host, port, allow_private_network=allow_private_network)
    connection = _Connection(host, port, address, is_secure=parts.scheme == "https")
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    watch = threading.Timer(SECONDS_IN_ALL, connection.abort)
    watch.start()
    try:
        connection.request("GET", target, headers={"Accept-Encoding": "identity", "User-Agent": "specloom"})
        return _content(connection.getresponse(), limit, deadline)
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise FetchError(_shown(str(error) or type(error).__name__)) from error
    finally:
        watch.cancel()
        connection.close()


class _Connection(http.client.HTTPConnection):
    """A connection to one address, whatever the name of the host leads to by now."""

    def __init__(self, host: str, port: int, address: str, *, is_secure: bool) -> None:
        super().__init__(host, port, timeout=SECONDS_OF_SILENCE)
        self._address = address
        self._is_secure = is_secure
        self.default_port = 443 if is_secure else 80

    def connect(self) -> None:
        """Connect to the address that was checked; the certificate must be that of the host."""
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._is_secure:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)

    def abort(self) -> None:
        """End a connection that another thread waits for."""
        if self.sock is not None:
            with contextlib.suppress(OSError):
                self.sock.shutdown(socket.SHUT_RDWR)


def _checked_address(host: str, port: int, *, allow_private_network: bool) -> str:
    """Return an address of a host that may be asked."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"its host is not known ({_shown(str(error))})") from error
    addresses = [str(each[4][0]) for each in found]
    allowed = [each for each in addresses if is_askable(each, allow_private_network=allow_private_network)]
    if not allowed:
        raise FetchError(
            f"its host leads to {addresses[0] if addresses else 'nowhere'}, which is not on the public internet",
            "download the document, or set `{setting}.remote.allow_private_network: true` in the config",
        )
    return allowed[0]


def is_askable(address: str, *, allow_private_network: bool) -> bool:
    """Return whether an IP address is public; or private, where that is allowed."""
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        ip = inner or ip
    if ip.is_multicast or ip.is_unspecified:
        return False
    return allow_private_network or (ip.is_global and not ip.is_reserved and not _is_translated(ip))


def _is_translated(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Return whether an address only stands for an IPv4 address of the network around (NAT64, RFC 6052)."""
    return ip in _NAT64


_NAT64 = ipaddress.ip_network("64:ff9b::/96")


def _content(response: http.client.HTTPResponse, limit: int, deadline: float) -> bytes:
    if 300 <= response.status < 400:
        led = _shown(response.getheader("Location") or "nowhere")
        raise FetchError(
            f"it redirects to {led!r}", "refer to that address instead, and allow it, if it is what you want"
        )
    if response.status != 200:
        raise FetchError(f"the server answers {response.status}")
    encoding = response.getheader("Content-Encoding") or "identity"
    if encoding != "identity":
        raise FetchError(f"it is encoded as {_shown(encoding)!r}, which was not asked for")
    content = bytearray()
    while block := response.read1(_BLOCK):
        content += block
        if len(content) > limit:
            raise FetchError(
                f"it has more than {limit} bytes", "raise `limits.bytes` in the config if the document is meant"
            )
    if time.monotonic() > deadline:
        raise FetchError(f"it took longer than {SECONDS_IN_ALL:.0f} seconds")
    if response.length:
        raise FetchError("the connection ended before the document did")
    return bytes(content)


def _shown(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"
