"""JSON counts as JSON wherever it stands: the names of its properties say what is secret."""

from __future__ import annotations

import json
from typing import Any

import pytest
from unit.captures.vault import answer, capture_of, redactor

from specloom.captures.model import Body, BodyKind
from specloom.captures.store import capture_text

NAMES = (
    "pin",
    "cvv",
    "ssn",
    "otp",
    "privateKey",
    "clientSecret",
    "authorization",
    "dbPassword",
    "accessToken",
    "hashedPassword",
)
SECRETS: dict[str, Any] = {name: f"LEAK{index}x" for index, name in enumerate(NAMES)}


def _body(data: bytes, media_type: str = "application/json", status: int = 200) -> Body:
    capture = capture_of(answer(body=data, media_type=media_type, status=status))
    assert "LEAK" not in capture_text(capture)
    assert capture.response.body is not None
    return capture.response.body


def test_a_byte_order_mark_changes_nothing() -> None:
    body = _body(b"\xef\xbb\xbf" + json.dumps({"id": "a", "internal": "LEAK", **SECRETS}).encode())

    assert body.kind is BodyKind.JSON
    assert (body.value["id"], body.value["internal"], body.value["pin"]) == ("a", "[hidden]", "[hidden]")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "1e400"])
def test_a_number_that_json_has_not_changes_nothing(number: str) -> None:
    inside = (
        '{"id": "a", "number": %s, "either": {"a": %s}, "internal": "LEAK", "pin": "LEAK", "authorization": "LEAK"}'
    )
    body = _body((inside % (number, number)).encode())

    assert body.kind is BodyKind.TEXT
    assert json.loads(body.value)["id"] == "a"
    assert json.loads(body.value)["internal"] == "[hidden]"


def test_what_is_said_to_be_json_and_is_none_is_hidden() -> None:
    assert _body(b'{"pin": "LEAK", "note": "LEAK",').value == "[hidden]"
    assert _body(b"LEAK", "application/problem+json").value == "[hidden]"


def test_half_a_character_is_written_as_none() -> None:
    body = _body(b'{"id": "a", "note": "x\\ud800y", "either": "\\ud800", "\\udfff": "LEAK"}')

    assert body.value["note"] == "x\ufffdy"
    assert capture_text(capture_of(answer({"id": "a"}, query="?q=%ff"))).encode()


@pytest.mark.parametrize("media_type", ["text/plain", "text/html", "application/javascript", ""])
@pytest.mark.parametrize("form", ["%s", "said %s, and no more", "[%s]", "callback(%s);", " %s\n"])
def test_json_in_a_text(form: str, media_type: str) -> None:
    body = _body((form % json.dumps({**SECRETS, "visible": "yes", "no": None})).encode(), media_type)

    assert '"visible": "yes", "no": null' in (body.value if body.kind is BodyKind.TEXT else json.dumps(body.value))


@pytest.mark.parametrize("form", ["%s", "it was %s.", "[1, %s]"])
def test_json_in_a_property(form: str) -> None:
    told = {"id": "a", "note": form % json.dumps({**SECRETS, "password": None, "token": True, "visible": "yes"})}
    body = _body(json.dumps(told).encode())

    assert '"password": null, "token": true, "visible": "yes"' in body.value["note"]


def test_json_in_json_in_json() -> None:
    inner = json.dumps({"a": json.dumps({"b": json.dumps(SECRETS)})})

    assert _body(json.dumps({"id": "a", "note": inner, "tags": [json.dumps(inner)]}).encode())


def test_pieces_of_json_in_a_text() -> None:
    text = (
        r'log: {\"pin\": \"LEAK 1\", \"dbPassword\":\"LEAK \' 2\"} and {"accessToken": "LEAK 3", "pin": 47114711, ...'
    )
    value = _body(json.dumps({"id": "a", "note": text.replace("47114711", "LEAK4")}).encode()).value

    assert value["note"].count("[hidden]") == 4


@pytest.mark.parametrize(
    "text",
    [
        "/cb?accessToken=LEAKcb1",
        "https://x.example/cb?state=1&clientSecret=LEAK&x=2",
        "dbPassword=LEAK1",
        "see %2Fcb%3FaccessToken%3DLEAK",
        "DB_PASSWORD='LEAK with spaces'",
        "password := LEAK",
        'password => "LEAK"',
        "set apiKey: LEAK1234",
        "password=$2xLEAK",
        "error: password=LEAK",
        "user: ada\n  dbPassword: LEAK\n",
    ],
)
def test_a_value_behind_a_name_in_a_text(text: str) -> None:
    assert "[hidden]" in _body(text.encode(), "text/plain").value


@pytest.mark.parametrize(
    "text",
    [
        '<a><password><![CDATA[LEAK]]></password></a>',
        '<param name="password" value="LEAK"/>',
        '<user password="LEAK" name="ada"/>',
        "<user password='LEAK &gt; x' name='ada'/>",
        '<input type="password" value="LEAK">',
        '<input name=accessToken value=LEAK>',
        '<setting name="DB_PASSWORD">LEAK</setting>',
        "<credentials><a>LEAK</a><b>LEAK</b></credentials>",
        "<plist><key>clientSecret</key><string>LEAK</string></plist>",
        "<ns:apiKey xmlns:ns='x'>\n  LEAK\n</ns:apiKey>",
        "<hashedPassword>LEAK</hashedPassword>",
        "<password>LEAK",
        "<add key='pagerDutyApiKey' value='LEAK'/>",
    ],
)  # fmt: skip
def test_a_secret_of_markup(text: str) -> None:
    shown = _body(f"<all>{text}<after>this</after></all>".encode(), "application/xml").value

    assert "[hidden]" in shown
    assert shown == _body(shown.encode(), "application/xml").value


def test_markup_around_a_secret_stays() -> None:
    text = '<a x="1"><password>LEAK</password><!-- a note --><input name="password" value="LEAK"/><name>Ada</name></a>'

    assert _body(text.encode(), "application/xml").value == text.replace("LEAK", "[hidden]")


@pytest.mark.parametrize(
    "value",
    [
        {"name": "DB_PASSWORD", "value": "LEAK"},
        {"key": "apiKey", "value": "LEAK", "type": "string"},
        {"env": [{"Name": "clientSecret", "Value": "LEAK"}]},
        {"headers": [["authorization", "LEAK"], ["accept", "x"]]},
        {"authTokenValue": "LEAK"},
        {"hashedPassword": "LEAK", "hasuraAdminSecret": "LEAK", "issuerSecret": "LEAK", "pagerDutyApiKey": "LEAK"},
    ],
)
def test_a_secret_in_an_open_body(value: Any) -> None:
    assert "[hidden]" in json.dumps(_body(json.dumps(value).encode(), status=422).value)


def test_what_is_hidden_in_a_text_is_hidden_in_the_next_exchange() -> None:
    by = redactor()
    capture_of(answer({"id": "a", "note": json.dumps({"dbPassword": "swordfish"})}), by)

    assert "swordfish" not in capture_text(capture_of(answer({"id": "a", "note": "it is swordfish"}), by))
