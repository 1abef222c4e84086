"""What is shown in the place of what another run would not see again."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from unit.captures.vault import answer, capture_of, json_of, redactor, vault

from specloom.calls.schema_check import SchemaChecker
from specloom.captures.model import BodyKind
from specloom.captures.redaction import SecretFoundError
from specloom.captures.truth import deviations

UUID = "0b1d4bd5-5f4e-4a4e-8f8c-1f4c4b8f4e4e"
OTHER = "b8f4e4e4-1f4c-4f8c-9a4e-0b1d4bd55f4e"


def shown(value: Any, **rest: Any) -> Any:
    return json_of(answer(value, **rest))["response"]["body"]["value"]


def test_an_id_is_another_of_the_same_form() -> None:
    found = shown({"id": UUID, "thingId": 482913, "owner": OTHER})

    assert re.fullmatch(r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}", found["id"])
    assert found["id"] not in (UUID, found["owner"])
    assert (len(str(found["thingId"])), found["thingId"] != 482913) == (6, True)


def test_the_same_in_another_run_whatever_the_ids_are() -> None:
    first = shown({"id": UUID, "thingId": 482913, "createdAt": "2026-11-23T11:59:03Z", "email": "ada@firm.test"})
    again = shown({"id": OTHER, "thingId": 777777, "createdAt": "2026-11-23T12:10:00Z", "email": "bob@firm.test"})

    assert first == again
    assert first["createdAt"] == "2024-01-15T09:30:00Z"


def test_an_id_is_the_same_wherever_it_stands() -> None:
    by = redactor()
    made = json_of(answer({"id": UUID}, headers=(("Location", f"/things/{UUID}?a=b"),)), by)
    read = json_of(answer({"id": UUID, "note": f"see {UUID}."}, thing=UUID, query=f"?ownerId={UUID}"), by)
    stand_in = made["response"]["body"]["value"]["id"]

    assert ["location", f"/things/{stand_in}?a=b"] in made["response"]["headers"]
    assert read["request"]["path_parameters"] == {"thingId": stand_in}
    assert read["request"]["query"] == [["ownerId", stand_in]]
    assert read["request"]["url"] == f"https://vault.example/things/{stand_in}?ownerId={stand_in}"
    assert read["response"]["body"]["value"]["note"] == f"see {stand_in}."


def test_a_short_id_is_the_same_in_a_path() -> None:
    by = redactor()
    made = json_of(answer({"id": "a", "thingId": 7}, headers=(("Location", "/things/7"),)), by)
    stand_in = made["response"]["body"]["value"]["thingId"]
    read = json_of(answer({"id": "a", "thingId": 7, "number": 7}, thing="7"), by)

    assert ["location", f"/things/{stand_in}"] in made["response"]["headers"]
    assert read["request"]["url"] == f"https://vault.example/things/{stand_in}"
    assert read["response"]["body"]["value"] == {"id": "a", "thingId": stand_in, "number": 7}


def test_what_the_scenario_gives_stays() -> None:
    sent = {"id": "my-thing-0001", "due": "2030-05-01", "note": "a note", "colour": "red"}
    told = json_of(answer({**sent, "due": "2030-05-01"}, sent=json.dumps(sent).encode(), thing="my-thing-0001"))

    assert told["request"]["body"]["value"] == sent
    assert told["request"]["path_parameters"] == {"thingId": "my-thing-0001"}
    assert told["response"]["body"]["value"] == {**sent, "colour": "[hidden]"}


def test_times_of_the_run_become_one_and_others_stay() -> None:
    found = shown(
        {
            "id": "a",
            "createdAt": "2026-11-23T11:00:00.123+02:00",
            "due": "2026-11-30",
            "note": "since 2019-05-01T00:00:00Z",
        }
    )

    assert found["createdAt"] == "2024-01-15T09:30:00.000+02:00"
    assert found["due"] == "2024-01-22"
    assert found["note"] == "since 2019-05-01T00:00:00Z"


def test_people_and_machines_are_nobody() -> None:
    found = shown(
        {"id": "a", "firstName": "Ada", "phone": "0171 2345678", "note": "ada@firm.test from 203.0.114.7, 127.0.0.1"}
    )

    assert (found["firstName"], found["phone"]) == ("Jane Doe", "+1-555-0100")
    assert re.fullmatch(r"user-[0-9a-f]{6}@example\.com from 192\.0\.2\.\d+, 127\.0\.0\.1", found["note"])


def test_what_is_not_described_is_hidden_by_its_kind() -> None:
    found = shown(
        {"id": "a", "text": "x", "list": [1], "object": {"a": 1}, "number": 3, "count": 4, "is": True, "no": None}
    )

    assert found == {
        "id": "a",
        "text": "[hidden]",
        "list": [],
        "object": {},
        "number": 3,
        "count": 0,
        "is": True,
        "no": None,
    }


def test_what_has_no_schema_is_shown() -> None:
    assert shown({"error": {"message": "no such thing", "code": 17}}, status=422) == {
        "error": {"message": "no such thing", "code": 17}
    }


def test_the_config_hides_more() -> None:
    exchange = answer({"id": "a", "taxNumber": "DE 1"})
    told = json_of(exchange, redactor(hidden_properties=("TaxNumber",)))

    assert told["response"]["body"]["value"]["taxNumber"] == "[hidden]"


def test_headers_are_shown_if_they_are_known() -> None:
    exchange = answer({"id": "a"}, headers=(("Server", "x/1"), ("Allow", "GET"), ("X-Show", "yes")))
    told = json_of(exchange, redactor(shown_headers=("x-show",)))

    assert told["response"]["headers"] == [
        ["allow", "GET"], ["content-type", "application/json"], ["x-limit", "[hidden]"], ["x-show", "yes"]
    ]  # fmt: skip


def test_long_lists_and_texts_are_cut() -> None:
    by = redactor()
    many = capture_of(answer({"id": "a", "tags": ["x"] * 50, "note": "word " * 1000}), by)
    body = many.response.body

    assert body is not None
    assert body.is_cut
    assert (len(body.value["tags"]), len(body.value["note"])) == (20, 2004)
    assert not capture_of(answer({"id": "a"}), by).response.body.is_cut


@pytest.mark.parametrize(
    ("data", "media_type", "kind"),
    [
        (b"{", "application/json", BodyKind.TEXT),
        (b"\xff\xfe", "text/plain", BodyKind.BINARY),
        (b"\xe4", "text/plain; charset=latin-1", BodyKind.TEXT),
        (b"a", "text/plain; charset=nonsense", BodyKind.BINARY),
        (b"[" * 3000 + b"]" * 3000, "application/json", BodyKind.TEXT),
        (b'{"a": NaN}', "application/json", BodyKind.TEXT),
        (b"no parts", "multipart/form-data; boundary=x", BodyKind.MULTIPART),
        (b"no boundary", "multipart/form-data", BodyKind.MULTIPART),
        (b"a=%ff&b", "application/x-www-form-urlencoded", BodyKind.FORM),
        (b"\0\1", "application/zip", BodyKind.BINARY),
        (b'{"id": "a"}', "", BodyKind.JSON),
    ],
)
def test_a_body_is_taken_for_what_it_is(data: bytes, media_type: str, kind: BodyKind) -> None:
    body = capture_of(answer(body=data, media_type=media_type)).response.body

    assert body is not None
    assert body.kind is kind


@pytest.mark.parametrize(
    "text",
    [
        "Very basic authentication sessions.",
        "a token endpoint, the Digest algorithm",
        "see https://docs.example/en/latest/api/v1/authentication-and-more.html",
        "password must be 8 characters",
        "0a1b2c3d4e5f",
        "version 10.15.7, build 20240115093000",
    ],
)
def test_plain_words_are_no_secrets(text: str) -> None:
    assert shown({"id": "a", "note": text})["note"] == text


def test_nothing_came_back() -> None:
    assert capture_of(answer(body=b"", media_type="")).response.body is None


THINGS = st.fixed_dictionaries(
    {"id": st.uuids().map(str)},
    optional={
        "number": st.integers(),
        "thingId": st.integers(0, 10**12),
        "name": st.text(),
        "firstName": st.text(),
        "phone": st.text(max_size=12),
        "email": st.emails(),
        "note": st.text(),
        "owner": st.uuids().map(str),
        "createdAt": st.datetimes().map(lambda moment: moment.isoformat() + "Z"),
        "due": st.dates().map(str),
        "state": st.sampled_from(["new", "old"]),
        "password": st.text(),
        "pin": st.integers(1000, 9999),
        "code": st.from_regex(r"\A[A-Z]{4}\Z"),
        "tags": st.lists(st.text(), max_size=4),
        "either": st.text() | st.fixed_dictionaries({"a": st.text()}),
    },
)


@settings(max_examples=150, deadline=None)
@given(THINGS)
def test_what_is_shown_is_as_valid_and_of_the_same_types(thing: dict[str, Any]) -> None:
    operation = vault().api.operations[0]
    checker = SchemaChecker(vault().api.schemas)
    try:
        capture = capture_of(answer(thing))
    except SecretFoundError:
        assume(False)  # some texts look random to everybody
        raise
    value = capture.response.body.value if capture.response.body else None

    assert deviations(capture, operation, checker) == ()
    assert {key: type(each) for key, each in value.items()} == {key: type(each) for key, each in thing.items()}
