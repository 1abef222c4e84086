"""Signatures of webhooks, by the examples that their authors give where there are some."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

Emitted = Callable[[str], ModuleType]
BODY = '{"test": 2432232314}'
NOW = 1614265330


@pytest.fixture
def signatures(emitted: Emitted, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The module, at the time of the example of Standard Webhooks."""
    module = emitted("_runtime.signatures")
    monkeypatch.setattr(module.time, "time", lambda: float(NOW))
    return module


@pytest.fixture
def standard(signatures: ModuleType) -> Any:
    """The signature of Standard Webhooks."""
    signed = ("webhook-id", "webhook-timestamp")
    return signatures.Signature("webhook-signature", "WEBHOOK_SECRET", signed=signed, encoding="base64")


SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
HEADERS = {
    "Webhook-Id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "Webhook-Timestamp": str(NOW),
    "Webhook-Signature": "v1,AAAA v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}


class TestStandardWebhooks:
    """Of several signatures one must be right."""

    @pytest.mark.parametrize("body", [BODY, BODY.encode()])
    def test_right(self, standard: Any, body: str | bytes) -> None:
        """The example of the specification."""
        standard(body, HEADERS, SECRET)

    def test_what_is_no_text(self, standard: Any, signatures: ModuleType) -> None:
        """Headers may hold bytes that are no UTF-8, as some frameworks decode them."""
        with pytest.raises(signatures.WebhookSignatureError):
            standard(BODY, {**HEADERS, "Webhook-Signature": "v1,\udcff"}, SECRET)

    def test_from_the_environment(self, standard: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        """The secret may come from there."""
        monkeypatch.setenv("WEBHOOK_SECRET", SECRET)
        standard(BODY, HEADERS)

    def test_no_secret(self, standard: Any, emitted: Emitted, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nothing is right by default."""
        monkeypatch.delenv("WEBHOOK_SECRET", raising=False)
        with pytest.raises(emitted("errors").MissingCredentialsError, match="WEBHOOK_SECRET"):
            standard(BODY, HEADERS)

    @pytest.mark.parametrize(
        ("body", "headers"),
        [
            (BODY + " ", HEADERS),
            (BODY, {}),
            (BODY, {**HEADERS, "Webhook-Id": "msg_2"}),
            (BODY, {**HEADERS, "Webhook-Timestamp": "1"}),
            (BODY, {**HEADERS, "Webhook-Signature": "v1,"}),
            (BODY, {**HEADERS, "Webhook-Signature": ""}),
        ],
    )
    def test_wrong(self, standard: Any, signatures: ModuleType, body: str, headers: dict[str, str]) -> None:
        """Whatever differs from what was signed."""
        with pytest.raises(signatures.WebhookSignatureError, match="not the signature"):
            standard(body, headers, SECRET)

    @pytest.mark.parametrize("seconds", [-301, 301])
    def test_another_time(
        self, standard: Any, signatures: ModuleType, monkeypatch: pytest.MonkeyPatch, seconds: int
    ) -> None:
        """A request that is sent again later is refused, and what comes from the future."""
        monkeypatch.setattr(signatures.time, "time", lambda: float(NOW + seconds))
        with pytest.raises(signatures.WebhookSignatureError, match="another time"):
            standard(BODY, HEADERS, SECRET)
        standard(BODY, HEADERS, SECRET, tolerance=400)


def test_of_the_body_alone(signatures: ModuleType) -> None:
    """The example of GitHub."""
    check = signatures.Signature("x-hub-signature-256", "SECRET", prefix="sha256=")
    stated = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"

    check("Hello, World!", {"X-Hub-Signature-256": stated}, "It's a Secret to Everybody")
    with pytest.raises(signatures.WebhookSignatureError):
        check("Hello, World?", {"X-Hub-Signature-256": stated}, "It's a Secret to Everybody")


def test_time_inside_the_header(signatures: ModuleType) -> None:
    """As Stripe does it; its secret is text."""
    check = signatures.Signature("stripe-signature", "SECRET", signed=("t",), prefix="v1=")
    right = hmac.new(b"whsec_x", f"{NOW}.{BODY}".encode(), hashlib.sha256).hexdigest()

    check(BODY, {"stripe-signature": f"t={NOW},v1={right},v0=00"}, "whsec_x")
    with pytest.raises(signatures.WebhookSignatureError):
        check(BODY, {"stripe-signature": f"t={NOW - 1},v1={right}"}, "whsec_x")


def test_another_algorithm(signatures: ModuleType) -> None:
    """SHA-1 of WebSub, in base64."""
    check = signatures.Signature("x-signature", "SECRET", algorithm="sha1", encoding="base64")
    right = b64encode(hmac.digest(b"s", BODY.encode(), "sha1")).decode()

    check(BODY, {"X-Signature": right}, "s")
