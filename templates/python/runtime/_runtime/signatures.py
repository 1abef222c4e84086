"""Signatures of webhooks: an HMAC (RFC 2104) of the body and of what is said beside it."""

from __future__ import annotations

import hmac
import os
import time
from base64 import b64decode, b64encode
from collections.abc import Mapping
from typing import NamedTuple

from ..errors import ApiError, MissingCredentialsError


class WebhookSignatureError(ApiError):
    """The request does not come from the API, or not in time."""


class Signature(NamedTuple):
    """How the API signs what it sends."""

    header: str
    variable: str
    """The environment variable that holds the secret."""
    signed: tuple[str, ...] = ()
    """What is signed before the body: headers, or parts of the signature's own (`t=1`). The last is the time."""
    algorithm: str = "sha256"
    encoding: str = "hex"
    prefix: str = ""

    def __call__(
        self,
        body: bytes | str,
        headers: Mapping[str, str],
        secret: str | None = None,
        *,
        tolerance: float = 300,
    ) -> None:
        """Raise `WebhookSignatureError` unless the body, as it came, was signed less than `tolerance` seconds ago."""
        secret = secret or os.environ.get(self.variable)
        if not secret:
            raise MissingCredentialsError(f"set {self.variable} in the environment")
        said = {name.lower(): value for name, value in headers.items()}
        found = said.get(self.header.lower(), "").replace(",", " ").split()
        for part in found:
            said.setdefault(*part.partition("=")[::2])
        key = secret.encode()
        if "webhook-id" in self.signed:
            key = b64decode(secret.removeprefix("whsec_"))
        stated = [said.get(name, "") for name in self.signed]
        content = body.encode() if isinstance(body, str) else body
        before = "".join(f"{part}." for part in stated).encode(errors="replace")
        digest = hmac.digest(key, before + content, self.algorithm)
        encoded = (
            b64encode(digest) if self.encoding == "base64" else digest.hex().encode()
        )
        right = self.prefix.encode() + encoded
        if not any(
            hmac.compare_digest(right, part.encode(errors="replace")) for part in found
        ):
            raise WebhookSignatureError(f"{self.header}: not the signature of the body")
        if stated and abs(time.time() - float(stated[-1])) > tolerance:
            raise WebhookSignatureError(f"{self.header}: signed at another time")
