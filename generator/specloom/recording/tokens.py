"""Gets tokens with the credentials of a program (RFC 6749 §4.4), before anything else is asked."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from urllib.parse import quote_plus

from specloom.calls.encoding import encode
from specloom.calls.values import is_object
from specloom.captures.exchange import Sent
from specloom.recording.credentials import Exchange
from specloom.recording.send import NoAnswerError, Sender
from specloom.recording.wire_bytes import AGENT

__all__ = ["TokenError", "get_tokens"]

_FORM = "application/x-www-form-urlencoded"


class TokenError(Exception):
    """The token endpoint gave none. Nothing that was sent or answered is in the message."""


def get_tokens(exchanges: Iterable[Exchange], sender: Sender) -> dict[str, str]:
    """Return a token for each of these, by environment variable; the endpoint must be on a host that may be asked."""
    return {each.variable: _token(each, sender) for each in exchanges}


def _token(exchange: Exchange, sender: Sender) -> str:
    try:
        answered = sender.send(_request(exchange), lambda _: True)
    except NoAnswerError as error:
        raise TokenError(f"the token endpoint gave no answer: {error}") from error
    if answered.status // 100 != 2:
        raise TokenError(f"the token endpoint answered {answered.status}")
    try:
        found = json.loads(answered.body)
    except ValueError:
        found = None
    token = found.get("access_token") if is_object(found) else None
    if not isinstance(token, str) or not token.isascii() or not token.isprintable():
        raise TokenError("the token endpoint answered without an `access_token` that a header can carry")
    return token


def _request(exchange: Exchange) -> Sent:
    pairs = [("grant_type", "client_credentials")]
    pairs += [("scope", exchange.scope)] if exchange.scope else []
    headers = [("Content-Type", _FORM), ("Accept", "application/json"), *AGENT]
    if exchange.in_body:
        pairs += [("client_id", exchange.client_id), ("client_secret", exchange.client_secret)]
    else:
        pair = f"{encode(exchange.client_id)}:{encode(exchange.client_secret)}"
        headers.append(("Authorization", f"Basic {base64.b64encode(pair.encode()).decode('ascii')}"))
    body = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in pairs)
    return Sent(method="POST", url=exchange.token_url, headers=tuple(headers), body=body.encode("ascii"))
