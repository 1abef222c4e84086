"""How webhooks are signed: known headers, and the extension."""

from __future__ import annotations

from pathlib import Path

import pytest
from unit.normalize.build_api import api_of

from specloom.diagnostics import Diagnostics
from specloom.ir.webhooks import WebhookSignature


def signature_of(
    folder: Path, *headers: str, said: str = "", diagnostics: Diagnostics | None = None
) -> WebhookSignature | None:
    """Return the signature of an API with one webhook that has these headers."""
    listed = ", ".join(f"{{name: {header}, in: header, schema: {{type: string}}}}" for header in headers)
    stated = f"x-specloom-webhook-signature: {said}" if said else "paths: {}"
    text = f"""
        {stated}
        webhooks:
          sold: {{post: {{parameters: [{listed}], responses: {{'204': {{description: done}}}}}}}}
        """
    return api_of(folder, text, diagnostics).webhook_signature


@pytest.mark.parametrize(
    ("header", "signed", "algorithm", "encoding", "prefix"),
    [
        ("Webhook-Signature", ("webhook-id", "webhook-timestamp"), "sha256", "base64", ""),
        ("Stripe-Signature", ("t",), "sha256", "hex", "v1="),
        ("X-Hub-Signature-256", (), "sha256", "hex", "sha256="),
        ("X-Hub-Signature", (), "sha1", "hex", "sha1="),
    ],
)
def test_known_headers(
    tmp_path: Path, header: str, signed: tuple[str, ...], algorithm: str, encoding: str, prefix: str
) -> None:
    """What a webhook declares is enough."""
    found = signature_of(tmp_path, "X-Other", header)

    assert found is not None
    assert (signed, algorithm, encoding, prefix) == (found.signed, found.algorithm, found.encoding, found.prefix)
    assert found.variable.endswith("_WEBHOOK_SECRET")


def test_nothing_is_guessed(tmp_path: Path) -> None:
    """A header that has a telling name tells nothing."""
    assert signature_of(tmp_path, "X-Shop-Signature") is None


def test_the_extension(tmp_path: Path) -> None:
    """It says what no header can, and changes what a known one means."""
    own = "{header: X-Xero-Signature, algorithm: hmac-sha512, encoding: base64, signed: [X-Time], variable: XERO_KEY}"

    assert WebhookSignature(
        header="x-xero-signature", variable="XERO_KEY", signed=("x-time",), algorithm="sha512", encoding="base64"
    ) == signature_of(tmp_path, "X-Hub-Signature-256", said=own)
    changed = signature_of(tmp_path, said="{header: X-Hub-Signature-256, prefix: ''}")
    assert changed is not None
    assert ("sha256", "") == (changed.algorithm, changed.prefix)


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ("hmac", "structure"),
        ("{algorithm: hmac-sha256}", "required-missing"),
        ("{header: X-S, algorithm: md5}", "structure"),
        ("{header: X-S, encoding: base32}", "structure"),
    ],
)
def test_what_cannot_be_understood(tmp_path: Path, said: str, code: str) -> None:
    """It is reported, and nothing is checked by half."""
    diagnostics = Diagnostics()

    assert signature_of(tmp_path, said=said, diagnostics=diagnostics) is None
    assert code in {found.code.name for found in diagnostics.findings}
