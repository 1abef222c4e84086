"""How an API signs the requests that it makes. OpenAPI has no word for it: header names and an extension have."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["WebhookSignature"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookSignature:
    """An HMAC of a request's body and of what is said beside it, joined by full stops; the body comes last."""

    header: str
    """That holds the signature, in lower case."""
    variable: str
    """The environment variable that holds the secret."""
    signed: tuple[str, ...] = ()
    """What is signed before the body: headers in lower case, or parts of the signature (`t` of `t=1,v1=...`). The last is
    the time in seconds."""
    algorithm: str = "sha256"
    """`sha1`, `sha256`, `sha384` or `sha512`."""
    encoding: str = "hex"
    """`hex` or `base64`."""
    prefix: str = ""
    """What stands before the signature: `sha256=`."""
