"""Secrets in all the places that an exchange has: none is written, in no encoding."""

from __future__ import annotations

import base64
import html
import json
from urllib.parse import quote, quote_plus, unquote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.captures.vault import SECRETS, answer, capture_of, redactor

from specloom.captures.exchange import Exchange
from specloom.captures.redaction import SecretFoundError
from specloom.captures.store import capture_text
from specloom.config.job import KeptValue

KEY, PASSWORD = SECRETS["VAULT_KEY"], SECRETS["VAULT_PASSWORD"]
JWT = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U"
PEM = "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\n-----END PRIVATE KEY-----"
AWS = "AKIAIOSFODNN7EXAMPLE"
GITHUB = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
STRIPE = "sk_live_4eC39HqLyjWDarjtT1zdp7dc"
CARD = "4539 1488 0343 6467"
RANDOM = "q7Zk0vX2mB9sLr4TfHw8NcYd1GjPeUa6oViRtKzQ3xWb5C"
BASIC = base64.b64encode(f"{SECRETS['VAULT_USERNAME']}:{PASSWORD}".encode()).decode()


def _multipart(name: str, text: str, *, kind: str = "") -> tuple[bytes, str]:
    head = f'Content-Disposition: form-data; name="{name}"\r\n' + (f"Content-Type: {kind}\r\n" if kind else "")
    return f"--b\r\n{head}\r\n{text}\r\n--b--\r\n".encode(), "multipart/form-data; boundary=b"


def _part(name: str, text: str, *, kind: str = "") -> Exchange:
    body, media_type = _multipart(name, text, kind=kind)
    return answer({"id": "a"}, sent=body, sent_type=media_type)


def _form(text: str) -> Exchange:
    return answer({"id": "a"}, sent=text.encode(), sent_type="application/x-www-form-urlencoded")


def _text(text: str, media_type: str) -> Exchange:
    return answer(body=text.encode(), media_type=media_type)


PLANTED: dict[str, tuple[str, Exchange]] = {
    "header of the key": (KEY, answer({"id": "a"}, sent_headers=(("X-Key", KEY),))),
    "header of the key, another value": (RANDOM, answer({"id": "a"}, sent_headers=(("x-key", RANDOM),))),
    "basic authorization": (BASIC, answer({"id": "a"}, sent_headers=(("Authorization", f"Basic {BASIC}"),))),
    "bearer authorization": (RANDOM, answer({"id": "a"}, sent_headers=(("Authorization", f"Bearer {RANDOM}"),))),
    "cookie": (
        SECRETS["VAULT_SESSION"],
        answer({"id": "a"}, sent_headers=(("Cookie", f"session={SECRETS['VAULT_SESSION']}"),)),
    ),
    "cookie of another": (RANDOM, answer({"id": "a"}, sent_headers=(("Cookie", f"a=b; other={RANDOM}"),))),
    "header that nobody describes": (RANDOM, answer({"id": "a"}, sent_headers=(("X-Session-Token", RANDOM),))),
    "described header": (JWT, answer({"id": "a"}, sent_headers=(("X-Trace", JWT),))),
    "key in the query": (KEY, answer({"id": "a"}, query=f"?key={quote(KEY)}")),
    "key in the query, with plus": (KEY, answer({"id": "a"}, query=f"?q=a&key={quote_plus(KEY)}")),
    "query by its name": (RANDOM, answer({"id": "a"}, query=f"?access_token={RANDOM}")),
    "query by its value": (GITHUB, answer({"id": "a"}, query=f"?q={GITHUB}")),
    "path": (JWT, answer({"id": "a"}, thing=JWT)),
    "request body, by name": (RANDOM, answer({"id": "a"}, sent=json.dumps({"password": RANDOM}).encode())),
    "request body, inside": (RANDOM, answer({"id": "a"}, sent=json.dumps({"parts": [{"password": RANDOM}]}).encode())),
    "request body, undescribed": (RANDOM, answer({"id": "a"}, sent=json.dumps({"apiKey": RANDOM}).encode())),
    "request body, credential": (KEY, answer({"id": "a"}, sent=json.dumps({"note": f"is {KEY}!"}).encode())),
    "form": (KEY, _form(f"note={quote_plus(KEY)}")),
    "form by name": (RANDOM, _form(f"name=a&password={RANDOM}")),
    "form, JSON inside": (JWT, _form("note=" + quote_plus(json.dumps({"a": JWT})))),
    "part": (KEY, _part("note", KEY)),
    "part by name": (RANDOM, _part("password", RANDOM)),
    "part of JSON": (RANDOM, _part("parts", json.dumps([{"id": "a", "password": RANDOM}]), kind="application/json")),
    "text sent": (PEM, answer({"id": "a"}, sent=f"my key: {PEM}".encode(), sent_type="text/plain")),
    "set-cookie": (RANDOM, answer({"id": "a"}, headers=(("Set-Cookie", f"session={RANDOM}; HttpOnly"),))),
    "location": (JWT, answer({"id": "a"}, headers=(("Location", f"/next?token={JWT}"),))),
    "location with a user": (
        "hunter-2222",
        answer({"id": "a"}, headers=(("Location", "https://ada:hunter-2222@vault.example/"),)),
    ),
    "link": (RANDOM, answer({"id": "a"}, headers=(("Link", f'</things?api_key={RANDOM}>; rel="next"'),))),
    "described header of an answer": (RANDOM, answer({"id": "a"}, headers=(("X-Limit", RANDOM),))),
    "undescribed header of an answer": (RANDOM, answer({"id": "a"}, headers=(("X-Internal", RANDOM),))),
    "answer by name": (RANDOM, answer({"id": "a", "password": RANDOM})),
    "answer by format": ("ABCD", answer({"id": "a", "code": "ABCD", "note": "no"})),
    "answer, a number": ("73915", answer({"id": "a", "pin": 73915})),
    "answer, undescribed": (RANDOM, answer({"id": "a", "internal": RANDOM})),
    "answer, undescribed and deep": (RANDOM, answer({"id": "a", "internal": {"a": [{"b": RANDOM}]}})),
    "answer, deep": (RANDOM, answer({"id": "a", "parts": [{"id": "b", "parts": [{"id": "c", "password": RANDOM}]}]})),
    "answer, JWT in a text": (JWT, answer({"id": "a", "note": f"use {JWT} now"})),
    "answer, PEM": (PEM, answer({"id": "a", "note": PEM})),
    "answer, AWS": (AWS, answer({"id": "a", "note": f"key={AWS}"})),
    "answer, Stripe in a list": (STRIPE, answer({"id": "a", "tags": ["x", STRIPE]})),
    "answer, card": (CARD, answer({"id": "a", "note": f"paid with {CARD}"})),
    "answer, card as a number": ("4539148803436467", answer({"id": "a", "number": 4539148803436467})),
    "answer, key of an object": (JWT, answer({JWT: 1}, status=422)),
    "answer, open object by name": (RANDOM, answer({"error": {"clientSecret": RANDOM}}, status=422)),
    "answer, base64 of a credential": (
        base64.b64encode(b"xx" + KEY.encode()).decode()[6:-6],
        answer({"id": "a", "note": base64.b64encode(b"xx" + KEY.encode()).decode()}),
    ),
    "answer, hex of a credential": (KEY.encode().hex(), answer({"id": "a", "note": KEY.encode().hex().upper()})),
    "answer, percent-encoded": (
        quote(KEY, safe=""),
        answer({"id": "a", "note": f"https://x/?k={quote(KEY, safe='')}"}),
    ),
    "answer, in HTML": (html.escape(PASSWORD), _text(f"<p>{html.escape(PASSWORD)}</p>", "text/html")),
    "answer, in XML by name": (RANDOM, _text(f"<a><apiKey>{RANDOM}</apiKey></a>", "application/xml")),
    "answer, in an event": (RANDOM, _text(f'event: a\ndata: {{"token": "{RANDOM}"}}\n\n', "text/event-stream")),
    "answer, in a line of JSON": (RANDOM, _text(f'{{"a": 1}}\n{{"secret": "{RANDOM}"}}\n', "application/x-ndjson")),
    "answer, assignment in a text": ("hunter22", _text("login failed: password=hunter22", "text/html")),
    "answer, bytes": (RANDOM, _text(RANDOM, "application/octet-stream")),
    "media type": (JWT, _text("a", f"text/html; token={JWT}")),
}
REFUSED: dict[str, Exchange] = {
    "random text": answer({"id": "a", "note": RANDOM}),
    "random text in a list": answer({"id": "a", "tags": [RANDOM]}),
    "random query": answer({"id": "a"}, query=f"?q={RANDOM}"),
    "random page": _text(f"<p>{RANDOM}</p>", "text/html"),
    "random key": answer({RANDOM: 1}, status=422),
}


def test_there_are_enough_places() -> None:
    assert len(PLANTED) >= 40


@pytest.mark.parametrize("place", PLANTED)
def test_a_planted_secret_is_not_written(place: str) -> None:
    """What is left can be written: nothing is refused."""
    secret, exchange = PLANTED[place]
    assert secret in _everything(exchange)

    written = capture_text(capture_of(exchange))

    for form in (secret, quote(secret), quote(secret, safe=""), quote_plus(secret), json.dumps(secret)[1:-1]):
        assert form not in written


@pytest.mark.parametrize("place", REFUSED)
def test_what_may_be_a_secret_is_refused(place: str) -> None:
    with pytest.raises(SecretFoundError) as refused:
        capture_of(REFUSED[place])

    assert RANDOM not in str(refused.value)
    assert str(refused.value).startswith(("/request/", "/response/"))


def test_the_config_can_keep_a_value() -> None:
    kept = (KeptValue(operation="makeThing", pointer="/note", reason="the hash of a file"),)
    capture = capture_of(REFUSED["random text"], redactor(kept=kept))

    assert RANDOM in capture_text(capture)


def test_a_refusal_names_the_place_as_the_config_keeps_it() -> None:
    with pytest.raises(SecretFoundError, match=r"^/response/body/value/note \(in `keep`: /note\): "):
        capture_of(REFUSED["random text"])


def test_the_config_cannot_keep_a_credential() -> None:
    kept = (KeptValue(operation="makeThing", pointer="/note", reason="no"),)

    with pytest.raises(SecretFoundError, match=r"the value of \$VAULT_KEY"):
        capture_of(answer({"id": "a", "note": KEY}), redactor(kept=kept))


def _encoded(text: str, how: int, before: bytes) -> str:
    data = text.encode()
    return (
        lambda: text,
        lambda: quote(text),
        lambda: quote(text, safe=""),
        lambda: quote_plus(text),
        lambda: json.dumps(text),
        lambda: html.escape(text),
        data.hex,
        lambda: base64.b64encode(before + data).decode(),
        lambda: base64.urlsafe_b64encode(before + data).decode(),
    )[how]()


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(["VAULT_KEY", "VAULT_PASSWORD", "VAULT_SESSION"]),
    st.integers(0, 8),
    st.binary(max_size=4),
    st.text(max_size=9),
)
def test_a_credential_is_not_written_in_any_encoding(variable: str, how: int, before: bytes, around: str) -> None:
    form = _encoded(SECRETS[variable], how, before)
    value = {"id": "a", "note": f"{around} {form} {around}", "tags": [form]}
    try:
        written = capture_text(capture_of(answer(value)))
    except SecretFoundError:
        return
    inside = form if how < 7 else form[4 + len(before) : -6]

    assert inside not in json.loads(written)["response"]["body"]["value"]["note"]
    assert json.dumps(inside)[1:-1] not in written
    assert SECRETS[variable] not in written


def _everything(exchange: Exchange) -> str:
    """Return all that went over the wire, as it was meant."""
    sent, answered = exchange.sent, exchange.answered
    bodies = [sent.body.decode(), answered.body.decode()]
    texts = [sent.url, unquote_plus(sent.url), *(value for _, value in (*sent.headers, *answered.headers)), *bodies]
    texts += [unquote_plus(text) for text in bodies]
    texts += [text.replace("\\n", "\n").replace('\\"', '"') for text in (*texts, *map(str.lower, bodies))]
    return "\n".join(texts)
