"""Addresses of documents and schema resources: labels of local files, and absolute URIs (RFC 3986)."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass
from urllib.parse import unquote, urljoin, urlsplit

__all__ = ["Reference", "folder_of", "is_absolute", "is_web", "joined", "split_reference", "web_address"]

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WITHOUT_AUTHORITY = ("urn:", "tag:")
_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9._-]+|\[[0-9a-f:.]+\]")
_HIDDEN_STEP = re.compile(r"%2e|%2f|%5c", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """The text of a reference, taken apart."""

    document: str
    """What stands before the fragment; empty where it names the document it stands in."""
    fragment: str
    """Percent-decoded: a JSON pointer, the name of an anchor, or nothing."""

    @property
    def has_scheme(self) -> bool:
        """Return whether it means the same wherever it stands."""
        return _SCHEME.match(self.document) is not None or self.document.startswith("//")


def split_reference(text: str) -> Reference | None:
    """Return a reference taken apart; None where it is no URI reference."""
    document, _, fragment = text.partition("#")
    try:
        urlsplit(document)
    except ValueError:
        return None
    return Reference(document, unquote(fragment))


def is_absolute(address: str) -> bool:
    """Return whether an address is a URI; the labels of local files never hold two slashes in a row."""
    return "://" in address or address.startswith(_WITHOUT_AUTHORITY)


def is_web(address: str) -> bool:
    """Return whether an address could be read over the network."""
    return address.startswith(("http://", "https://"))


def joined(base: str, document: str) -> str | None:
    """Return the address that a reference names, seen from `base` (RFC 3986 §5.2); None where it has none.

    Local addresses are labels: decoded paths, relative to the folder of the root document.
    """
    if not document:
        return base
    if document.startswith("//") and not is_absolute(base):
        document = f"https:{document}"
    if _SCHEME.match(document):
        return _normal(document)
    if is_absolute(base):
        found = urljoin(base, document)
        return _normal(found) if is_absolute(found) else None
    path = unquote(urlsplit(document).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path)) if path else base


def _normal(uri: str) -> str | None:
    if is_web(uri.lower()):
        return web_address(uri)
    scheme, _, rest = uri.partition(":")
    return f"{scheme.lower()}:{rest}"


def web_address(uri: str) -> str | None:
    """Return an http(s) address in the one form that all that mean the same share; None where it could mean two things.

    Names and passwords, characters that need encoding, and steps of a path that hide behind an encoding are not allowed.
    """
    try:
        parts = urlsplit(uri)
        port = parts.port
    except ValueError:
        return None
    host = (parts.hostname or "").lower()
    host = f"[{host}]" if ":" in host else host
    if (
        parts.scheme not in _PORTS
        or "@" in parts.netloc
        or not _HOST.fullmatch(host)
        or not uri.isascii()
        or not uri.isprintable()
    ):
        return None
    if set(uri) & set(' "<>\\^`{|}') or _HIDDEN_STEP.search(parts.path) or parts.path.startswith("//"):
        return None
    steps = urlsplit(urljoin(f"{parts.scheme}://{host}", parts.path or "/")).path
    name = host if port in (None, _PORTS[parts.scheme]) else f"{host}:{port}"
    return f"{parts.scheme}://{name}{steps}" + (f"?{parts.query}" if parts.query else "")


def folder_of(url: str) -> str:
    """Return the address of the folder that a document on the web stands in."""
    return url.partition("?")[0].rpartition("/")[0] + "/"
