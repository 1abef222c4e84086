"""How webhooks are signed: what an extension says, else headers whose meaning is known. Nodes in, a signature out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from specloom.diagnostics import codes
from specloom.ir.ids import variable_name
from specloom.ir.operation import Operation, ParameterLocation
from specloom.ir.webhooks import WebhookSignature
from specloom.normalize.context import BrokenError, Context
from specloom.source import Node

__all__ = ["EXTENSION", "webhook_signature"]

EXTENSION = "x-specloom-webhook-signature"
_KNOWN: Mapping[str, WebhookSignature] = {
    one.header: one
    for one in (
        # Standard Webhooks
        WebhookSignature(
            header="webhook-signature", variable="", signed=("webhook-id", "webhook-timestamp"), encoding="base64"
        ),
        WebhookSignature(header="stripe-signature", variable="", signed=("t",), prefix="v1="),
        WebhookSignature(header="x-hub-signature-256", variable="", prefix="sha256="),
        # WebSub §7.1
        WebhookSignature(header="x-hub-signature", variable="", algorithm="sha1", prefix="sha1="),
    )
}
_CHOICES = {
    "algorithm": ("hmac-sha1", "hmac-sha256", "hmac-sha384", "hmac-sha512"),
    "encoding": ("hex", "base64"),
}


def webhook_signature(context: Context, webhooks: Iterable[Operation], slug: str) -> WebhookSignature | None:
    """Return how the API signs its webhooks; None where nothing says it, or what says it is reported."""
    usual = variable_name(f"{slug} webhook secret")
    stated = context.spec.root.get(EXTENSION)
    if stated is not None:
        return _stated(context, stated, usual)
    sent = {
        parameter.wire_name.lower()
        for webhook in webhooks
        for parameter in webhook.parameters_in(ParameterLocation.HEADER)
    }
    known = next((one for name, one in _KNOWN.items() if name in sent), None)
    return replace(known, variable=usual) if known is not None else None


def _stated(context: Context, node: Node, usual: str) -> WebhookSignature | None:
    """Return what the extension says; where it names a known header, it need say no more."""
    try:
        context.expect(node, dict, f"`{EXTENSION}`")
        header = node.text("header").lower()
        if not header:
            context.report(codes.REQUIRED_MISSING, node.location, where=f"`{EXTENSION}`", key="header")
            return None
        known = _KNOWN.get(header, WebhookSignature(header=header, variable=usual))
        given = {key: _choice(context, node, key) for key in _CHOICES}
        signed = node.get("signed")
        return WebhookSignature(
            header=header,
            variable=variable_name(node.text("variable")) if node.text("variable") else usual,
            signed=tuple(str(one.value).lower() for one in signed.elements()) if signed is not None else known.signed,
            algorithm=given["algorithm"].removeprefix("hmac-") or known.algorithm,
            encoding=given["encoding"] or known.encoding,
            prefix=node.text("prefix") if node.get("prefix") is not None else known.prefix,
        )
    except BrokenError:
        return None


def _choice(context: Context, node: Node, key: str) -> str:
    """Return a member that is one of a few words; empty where it is absent."""
    member = node.get(key)
    if member is None:
        return ""
    if member.value not in _CHOICES[key]:
        expected = " or ".join(_CHOICES[key])
        context.report(
            codes.STRUCTURE,
            member.location,
            where=f"`{key}` of `{EXTENSION}`",
            expected=expected,
            actual=repr(member.value),
        )
        raise BrokenError(codes.STRUCTURE, member.location)
    return str(member.value)
