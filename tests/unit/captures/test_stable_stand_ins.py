"""The same behaviour in another run: other ids, another hour, the same capture."""

from __future__ import annotations

import json
import string
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from unit.captures.vault import NOW, answer, capture_of, redactor

from specloom.captures.pseudonyms import Pseudonyms
from specloom.captures.redaction import SecretFoundError
from specloom.captures.store import capture_text

BASE62 = string.ascii_letters + string.digits


def _run(*ids: Any, now: datetime = NOW, key: str = "id") -> str:
    """Return the captures of a run: things with ids are made, then read one by one."""
    by = redactor()
    by.pseudonyms = Pseudonyms(now=now)
    made = [answer({"id": "a", key: each}, headers=(("Location", f"/things/{each}"),)) for each in ids]
    read = [answer({"id": "a", key: each, "note": f"see /things/{each} of them"}, thing=str(each)) for each in ids]
    return "".join(capture_text(capture_of(exchange, by)) for exchange in (*made, *read))


def _stands(value: Any, **rest: Any) -> Any:
    body = capture_of(answer(value, **rest)).response.body
    assert body is not None
    return body.value


def _random(alphabet: str, length: int) -> st.SearchStrategy[str]:
    return st.text(alphabet, min_size=length, max_size=length)


@settings(max_examples=80, deadline=None)
@given(_random(BASE62, 14), _random(BASE62, 14))
def test_ids_of_letters_and_digits(first: str, second: str) -> None:
    assert _run(f"a{first}Z") == _run(f"b{second}Q")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("rRsJm7a6DZ8mpF", "rRSJMRau3ziM9f"),
        ("QwErTyUiOpAsDf", "a8s7d6f5G4h3j2"),
        ("sk-igcijebdc", "sk-a7c9jebd1"),
        ("V1StGXR8_Z5jdHi6B-myT", "aB3dE5gH7jK9mN1pQ3sT5"),
        ("cus_NffrFeUfNV2Hib", "cus_abcdefghijklmn"),
        ("0123456789abcdef", "fedcba9876543210"),
        ("igcijebdck", "ab7d9f2h4j"),
        ("01HZX3V5Q8K2M4N6P8R0S2T4V6", "01J0A1B2C3D4E5F6G7H8J9K0M1"),
        ("pet-9", "pet-10"),
        ("INV-2024-9", "INV-2024-10"),
    ],
)
def test_ids_of_one_kind(first: str, second: str) -> None:
    shown = _run(first)

    assert shown == _run(second)
    assert first not in shown


@pytest.mark.parametrize(
    ("first", "second"), [((9, 10), (10, 11)), ((99,), (100,)), ((4,), (43,)), ((9999,), (10000,))]
)
@pytest.mark.parametrize("is_text", [True, False])
def test_ids_that_count(first: tuple[int, ...], second: tuple[int, ...], is_text: bool) -> None:
    key = "id" if is_text else "thingId"
    ids = [[str(each) if is_text else each for each in run] for run in (first, second)]

    assert _run(*ids[0], key=key) == _run(*ids[1], key=key)


@pytest.mark.parametrize("is_text", [True, False])
def test_ids_that_are_times_are_ids(is_text: bool) -> None:
    moment = int(NOW.timestamp() * 1000)
    ids = [str(moment + each) if is_text else moment + each for each in range(5)]
    later = [str(moment + 77_777 + each) if is_text else moment + 77_777 + each for each in range(5)]
    shown = _stands([{"thingId": each} for each in ids], status=422)
    key = "id" if is_text else "thingId"

    assert len({each["thingId"] for each in shown}) == 5
    assert {len(str(each["thingId"])) for each in shown} == {13}
    assert _run(*ids, key=key) == _run(*later, key=key)


def test_ids_that_are_times_are_told_apart_in_texts() -> None:
    moment = int(NOW.timestamp() * 1000)
    shown = _stands(
        {"id": "a", "note": f"/pets/{moment}, /pets/{moment + 1}; id={moment + 2}; at {moment} and {moment + 3}"}
    )

    words = shown["note"].replace(",", "").replace(";", "").split()
    assert len({words[0], words[1], words[2].replace("id=", "/pets/")}) == 3
    assert words[-1] == "1705311000000"


def test_a_nonce_is_an_id() -> None:
    assert "deadbeef01234567" not in json.dumps(_stands({"id": "a", "note": "nonce deadbeef01234567"}))


@pytest.mark.parametrize("ahead", [timedelta(hours=24), timedelta(days=7), timedelta(hours=36), timedelta(days=90)])
@pytest.mark.parametrize(
    "form", ["%Y-%m-%dT%H:%M:%SZ", "%Y-%m-%dT%H:%MZ", "%Y-%m-%dT%H:%M:%S.%fZ", "epoch", "ms", "text"]
)
def test_a_time_to_come_keeps_its_distance(ahead: timedelta, form: str) -> None:
    shown = set[str]()
    for since, took in ((0.0, 0.1), (0.999, 0.0), (33.3, 7.7), (5.5, 600.0)):
        now = NOW + timedelta(minutes=7, seconds=since)
        moment = now + timedelta(seconds=took) + ahead
        by = redactor()
        by.pseudonyms = Pseudonyms(now=now)
        unit = 1000 if form == "ms" else 1
        value = (
            {"exp": int(moment.timestamp() * unit)} if form in ("epoch", "ms") else {"expiresAt": moment.strftime(form)}
        )
        value = {"exp": str(int(moment.timestamp()))} if form == "text" else value
        shown.add(capture_text(capture_of(answer({"id": "a", **value}, status=422), by)))

    assert len(shown) == 1
    assert "2026" not in shown.pop().replace("2026-11-23", "")


@given(st.integers(0, 23), st.integers(0, 59), st.integers(2, 400))
def test_a_day_to_come_is_the_same_at_every_hour(hour: int, minute: int, days: int) -> None:
    now = datetime(2026, 11, 23, hour, minute, tzinfo=UTC)
    day = (now + timedelta(days=days)).date()
    expected = datetime(2024, 1, 15, tzinfo=UTC).date() + timedelta(days=days)

    assert Pseudonyms(now=now).of_time(f"{day}") == f"{expected}"
    assert Pseudonyms(now=now).of_time(f"{day}T00:00:00Z") == f"{expected}T00:00:00Z"
    assert Pseudonyms(now=now).of_time(f"{now.date()}") == "2024-01-15"
    assert Pseudonyms(now=now).of_time(f"{now.date()}T00:00:00Z") == "2024-01-15T09:30:00Z"


@pytest.mark.parametrize("fraction", [".1", ".12", ".123", ".123456", ".123456789"])
def test_a_fraction_has_one_form(fraction: str) -> None:
    assert Pseudonyms(now=NOW).of_time(f"2026-11-23T11:59:03{fraction}Z") == "2024-01-15T09:30:00.000Z"


@given(st.integers())
def test_an_epoch_is_another_number_of_its_size(number: int) -> None:
    names = Pseudonyms(now=NOW)

    assert len(str(names.of_epoch(number))) == len(str(number))
    assert names.of_epoch(2, is_time=True) == 2


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.uuids(version=4).map(str), min_size=1, max_size=3, unique=True),
    st.lists(st.uuids(version=4).map(str), min_size=3, max_size=3, unique=True),
)
def test_uuids(first: list[str], second: list[str]) -> None:
    try:
        assert _run(*first) == _run(*second[: len(first)])
    except SecretFoundError:
        pytest.fail("a stand-in looks like a secret")
