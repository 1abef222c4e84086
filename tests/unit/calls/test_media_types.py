"""Calls for the media types of a request body."""

from __future__ import annotations

from unit.calls.described import prepared_operation


def _named(contents: dict[str, object], *, required: bool = True) -> dict[str, str]:
    body = {"requestBody": {"required": required, "content": contents}}
    found: dict[str, str] = {}
    for call in prepared_operation(body).calls.calls["go"]:
        sent = {header.name: header.value[0] for header in call.request.headers}
        found[call.name] = str(sent.get("Content-Type"))
    return found


SCHEMA = {"schema": {"type": "object", "required": ["a"], "properties": {"a": {"type": "string"}}}}


def test_each_media_type_has_a_call() -> None:
    contents = dict.fromkeys(
        (
            "text/plain",
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/vnd.api+json",
            "application/xml",
        ),
        SCHEMA,
    )

    assert {
        "minimal": "application/json",
        "text": "text/plain",
        "form": "application/x-www-form-urlencoded",
        "multipart": "None",
        "vnd-api-json": "application/vnd.api+json",
        "xml": "application/xml",
    } == _named(dict(contents))


def test_names_that_meet_are_told_apart() -> None:
    names = _named({"application/json": SCHEMA, "application/json; v=2": SCHEMA, "application/minimal": SCHEMA})

    assert ["minimal", "application-json-v-2", "application-minimal"] == list(names)


def test_a_body_that_need_not_be_sent_is_sent_as_a_whole() -> None:
    optional = {"schema": {"type": "object", "properties": {"a": {"type": "string"}}}}

    assert {"minimal", "full", "form"} == set(
        _named({"application/json": optional, "application/x-www-form-urlencoded": optional}, required=False)
    )
