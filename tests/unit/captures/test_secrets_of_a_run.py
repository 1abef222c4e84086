"""What is hidden once, by its name or its place, is a secret of the whole run, wherever it stands."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.captures.vault import NOW, answer, capture_of, redactor

from specloom.captures.exchange import Exchange
from specloom.captures.pseudonyms import Pseudonyms
from specloom.captures.redaction import Redactor, SecretFoundError
from specloom.captures.store import capture_text, write_capture

TOKEN = "sess-abc1234"


LEARNED: dict[str, Exchange] = {
    "property": answer({"id": "a", "password": TOKEN}),
    "property that is not described": answer({"id": "a", "sessionToken": TOKEN}),
    "inside of what is not described": answer({"id": "a", "internal": {"list": [{"apiKey": TOKEN}]}}),
    "inside of a secret": answer({"id": "a", "credentials": {"mine": TOKEN}}),
    "open body": answer({"error": {"dbPassword": TOKEN}}, status=422),
    "beside its name": answer({"env": [{"name": "DB_PASSWORD", "value": TOKEN}]}, status=422),
    "request": answer({"id": "a"}, sent=json.dumps({"password": TOKEN}).encode()),
    "form": answer({"id": "a"}, sent=f"password={TOKEN}".encode(), sent_type="application/x-www-form-urlencoded"),
    "header": answer({"id": "a"}, sent_headers=(("Authorization", f"Bearer {TOKEN}"),)),
    "header that is not shown": answer({"id": "a"}, headers=(("X-Auth-Token", TOKEN),)),
    "key of the security scheme": answer({"id": "a"}, query=f"?key={TOKEN}"),
    "cookie": answer({"id": "a"}, sent_headers=(("Cookie", f"session={TOKEN}"),)),
    "cookie that is set": answer({"id": "a"}, headers=(("Set-Cookie", f"sid={TOKEN}; HttpOnly"),)),
    "text": answer({"id": "a", "note": f"open /cb?accessToken={TOKEN}"}),
    "element": answer(body=f"<a><password>{TOKEN}</password></a>".encode(), media_type="application/xml"),
}


def _shown(by: Redactor, exchange: Exchange) -> str:
    return capture_text(capture_of(exchange, by))


def _passed_on(secret: str) -> Exchange:
    return answer(
        {"id": "a", "note": f"your session is {secret}", "tags": [secret, base64.b64encode(secret.encode()).decode()]},
        thing=secret,
        query=f"?q={quote(secret)}",
        sent_headers=(("X-Trace", secret),),
        headers=(("Location", f"/me/{secret}"),),
    )


@pytest.mark.parametrize("place", LEARNED)
def test_what_was_hidden_is_hidden_in_the_next_exchange(place: str) -> None:
    by = redactor()
    first = _shown(by, LEARNED[place])
    second = _shown(by, _passed_on(TOKEN))

    assert TOKEN not in first
    assert TOKEN not in second
    assert base64.b64encode(TOKEN.encode()).decode() not in second


def test_what_an_answer_hides_is_hidden_in_its_request() -> None:
    asked = _passed_on(TOKEN)
    written = _shown(redactor(), answer({"id": "a", "password": TOKEN}, thing=TOKEN, query=f"?q={TOKEN}"))

    assert TOKEN in asked.sent.url
    assert TOKEN not in written


def test_a_run_that_goes_on_knows_what_was_hidden() -> None:
    by = redactor()
    _shown(by, answer({"id": "a", "password": TOKEN}))
    again = redactor()
    again.pseudonyms = Pseudonyms(now=NOW, known=dict(by.pseudonyms.known), sent=set(by.pseudonyms.sent))

    assert TOKEN not in _shown(again, _passed_on(TOKEN))


def test_another_scenario_of_the_run_knows_it() -> None:
    by = redactor()
    _shown(by, answer({"id": "a", "password": TOKEN}))
    by.pseudonyms = Pseudonyms(now=NOW)

    assert TOKEN not in _shown(by, _passed_on(TOKEN))
    assert TOKEN in by.pseudonyms.known


def test_credentials_are_not_among_what_a_run_keeps() -> None:
    by = redactor()
    _shown(by, answer({"id": "a", "password": "k3y&with space/9zQ"}, sent_headers=(("X-Key", "k3y&with space/9zQ"),)))

    assert "k3y&with space/9zQ" not in " ".join(by.pseudonyms.known)


@pytest.mark.parametrize("value", ["new", "password", "none", "abc", "thingId", ""])
def test_a_word_that_everybody_knows_is_no_secret_elsewhere(value: str) -> None:
    by = redactor()
    _shown(by, answer({"id": "a", "password": value}))
    told = capture_of(answer({"id": "a", "state": "new", "note": f"it is {value}."}), by)

    assert told.response.body is not None
    assert told.response.body.value["note"] == f"it is {value}."


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF), min_size=8, max_size=30))
def test_any_value_that_is_hidden_is_hidden_everywhere(secret: str) -> None:
    by = redactor()
    try:
        _shown(by, answer({"id": "a", "password": secret}))
        written = _shown(by, answer({"id": "a", "note": f"so {secret} it is", "tags": [quote(secret, safe="")]}))
    except SecretFoundError:
        return
    note = json.loads(written)["response"]["body"]["value"]["note"]

    assert secret not in note


def test_what_was_shown_before_is_hidden_when_it_is_known(tmp_path: Path) -> None:
    by = redactor()
    first = write_capture(tmp_path, capture_of(answer({"id": "a", "note": f"it is {TOKEN}", "tags": [TOKEN]}), by))
    assert first is not None
    assert TOKEN in first.read_text(encoding="utf-8")
    other = write_capture(tmp_path, capture_of(answer({"fine": "words"}, status=422), by))
    assert other is not None
    before = other.stat().st_mtime_ns

    capture_of(answer({"id": "a"}, sent_headers=(("Authorization", f"Bearer {TOKEN}"),)), by)
    by.hide_in(tmp_path)

    shown = json.loads(first.read_text(encoding="utf-8"))["response"]["body"]["value"]
    assert (shown["note"], shown["tags"]) == ("it is [hidden]", ["[hidden]"])
    assert other.stat().st_mtime_ns == before
