"""What an expression can name of a request and its answer: an exchange in, a value out."""

from __future__ import annotations

import json
from functools import lru_cache
from typing import assert_never
from urllib.parse import parse_qsl, urlsplit

from specloom.captures.exchange import Answered, Exchange, Sent
from specloom.ir.types import JsonValue
from specloom.scenarios.model import Expression, Source
from specloom.source.faults import ReadError
from specloom.source.json_reader import read_json
from specloom.source.limits import Limits

__all__ = ["Missing", "json_text", "named_in_message"]

_LIMITS = Limits()
_REMEMBERED = 4
"""Bodies: a step asks the same one for all of its criteria and outputs."""


class Missing(LookupError):  # noqa: N818 - what it says is that something is missing
    """What is named is not there; says so in words that can follow the name."""


def json_text(value: JsonValue) -> str:
    """Return a JSON value as compact text, numbers as JSON writes them."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def named_in_message(expression: Expression, exchange: Exchange) -> JsonValue:
    """Return what an expression names of an exchange, the whole of a body; raise `Missing` where it is not there."""
    match expression.source:
        case Source.URL:
            return exchange.sent.url
        case Source.METHOD:
            return exchange.sent.method
        case Source.STATUS_CODE:
            return exchange.answered.status
        case Source.REQUEST_HEADER:
            return _there(exchange.sent.header(expression.name), "header")
        case Source.RESPONSE_HEADER:
            return _there(exchange.answered.header(expression.name), "header")
        case Source.REQUEST_PATH:
            return _there(dict(exchange.path_values).get(expression.name), "path parameter")
        case Source.REQUEST_QUERY:
            return _there(_query(exchange.sent.url, expression.name), "query parameter")
        case Source.REQUEST_BODY:
            return _body(exchange.sent, needs_json=bool(expression.pointer))
        case Source.RESPONSE_BODY:
            return _body(exchange.answered, needs_json=bool(expression.pointer))
        case Source.INPUTS | Source.STEPS | Source.WORKFLOWS:
            raise Missing("stands in no message")
        case _:
            assert_never(expression.source)


def _there(value: str | None, what: str) -> str:
    if value is None:
        raise Missing(f"is a {what} that is not there")
    return value


def _query(url: str, name: str) -> str | None:
    """Return the first value of a name in the query of a URL."""
    try:
        pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    except ValueError:
        return None
    return next((value for key, value in pairs if key == name), None)


def _body(message: Sent | Answered, *, needs_json: bool) -> JsonValue:
    """Return a body as the JSON value that it is; one of another media type, or none that can be read, as text."""
    media = (message.header("Content-Type") or "").partition(";")[0].strip().lower()
    is_json = not media or media.endswith(("/json", "+json"))
    if not is_json and not needs_json:
        return message.body.decode("utf-8", "replace")
    try:
        return _json(message.body)
    except (ReadError, UnicodeDecodeError, RecursionError, ValueError):
        if needs_json:
            raise Missing("looks into a body that is no JSON") from None
        return message.body.decode("utf-8", "replace")


@lru_cache(maxsize=_REMEMBERED)
def _json(body: bytes) -> JsonValue:
    return read_json(body.decode("utf-8-sig"), _LIMITS)
