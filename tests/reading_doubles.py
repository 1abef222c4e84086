"""Stand-ins for the readers of captures and scenarios, for as long as those are not there. They trust what they read."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from specloom.calls.captured import file_captures
from specloom.calls.schema_check import SchemaChecker
from specloom.calls.values import is_object
from specloom.captures.model import Body, BodyKind, Capture, Captures, Provenance, Recorded, Request, Response
from specloom.config.job import CaptureSettings
from specloom.diagnostics import Diagnostics, Location
from specloom.ir.api import Api
from specloom.ir.types import Direction, JsonValue, Ref
from specloom.scenarios.model import Expression, Given, Payload, Scenario, Source, Step, Template, Value, Workflow

__all__ = ["install"]

HERE = Location("scenario")


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-ins where the readers will be, unless these are there."""
    for name, module in (
        ("specloom.captures.store", SimpleNamespace(read_captures=read_captures)),
        ("specloom.scenarios.read", SimpleNamespace(read_scenarios=read_scenarios)),
    ):
        if find_spec(name) is None:
            monkeypatch.setitem(sys.modules, name, module)


def read_captures(folder: Path, api: Api, checker: SchemaChecker, _: Diagnostics) -> Captures:
    found = [
        Recorded(capture=_capture(path), label=path.name, is_stale=False) for path in sorted(folder.glob("*.json"))
    ]
    return Captures(tuple(_judged(each, api, checker) for each in sorted(found, key=lambda each: each.capture.key)))


def _capture(path: Path) -> Capture:
    told = json.loads(path.read_text(encoding="utf-8"))
    request, response = told["request"], told["response"]
    request |= {
        "headers": _pairs(request["headers"]),
        "query": _pairs(request["query"]),
        "body": _body(request.get("body")),
    }
    response |= {"headers": _pairs(response["headers"]), "body": _body(response.get("body"))}
    return Capture(
        operation=told["operation"],
        request=Request(**request),
        response=Response(**response),
        provenance=Provenance(**told["provenance"]),
    )


def _pairs(listed: list[list[str]]) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in listed)


def _body(told: dict[str, Any] | None) -> Body | None:
    return None if told is None else replace(Body(**told), kind=BodyKind(told["kind"]))


def _judged(recorded: Recorded, api: Api, checker: SchemaChecker) -> Recorded:
    """Return a capture with the verdict on it; any basis but that of zeros is an old one."""
    capture = recorded.capture
    operation = next(each for each in api.operations if each.id == capture.operation)
    (filed,) = (each for each in file_captures(operation, Captures((recorded,))))
    problems: list[tuple[str, str]] = []
    if filed.content is not None and capture.response.body is not None:
        type_ = filed.content.type
        pointer = type_.schema or (api.types[type_.target].schema if isinstance(type_, Ref) else None)
        for one in checker.problems(pointer, capture.response.body.value, Direction.RESPONSE):
            problems.append(("".join(f"/{step}" for step in one.path), one.message))
    is_stale = capture.provenance.operation_sha256 != "0" * 64
    return Recorded(capture=capture, label=recorded.label, is_stale=is_stale, deviations=tuple(problems))


def read_scenarios(settings: CaptureSettings, base: Path, api: Api, _: Diagnostics) -> tuple[Scenario, ...]:
    return tuple(_scenario(base / name, name, api) for name in settings.scenarios)


def _scenario(path: Path, label: str, api: Api) -> Scenario:
    told = yaml.safe_load(path.read_text(encoding="utf-8"))
    info = told["info"]
    workflows = tuple(
        Workflow(
            id=flow["workflowId"],
            summary=flow.get("summary", ""),
            inputs=flow.get("inputs"),
            steps=tuple(_steps(flow["steps"], api)),
            origin=HERE,
        )
        for flow in told["workflows"]
    )
    return Scenario(label=label, title=info["title"], summary=info.get("summary", ""), workflows=workflows)


def _steps(listed: list[dict[str, Any]], api: Api) -> Iterator[Step]:
    operations = {each.id: each for each in api.operations}
    for told in listed:
        body = told.get("requestBody")
        yield Step(
            id=told["stepId"],
            operation=operations[told["operationId"]],
            description=told.get("description", ""),
            given=tuple(
                Given(name=each["name"], location=None, value=_value(each["value"]), origin=HERE)
                for each in told.get("parameters", ())
            ),
            payload=None if body is None else Payload(media_type="", value=_value(body["payload"]), origin=HERE),
            outputs=tuple((name, _expression(text)) for name, text in told.get("outputs", {}).items()),
            cleans=told.get("x-specloom-cleanup", ""),
            origin=HERE,
        )


def _value(told: JsonValue) -> Value:
    if is_object(told):
        return {key: _value(each) for key, each in told.items()}
    if isinstance(told, str) and told.startswith("{$"):
        inside, _, rest = told[1:].partition("}")
        return Template((_expression(inside), rest))  # type: ignore[return-value]
    return _expression(told) if isinstance(told, str) and told.startswith("$") else told  # type: ignore[return-value]


def _expression(text: str) -> Expression:
    words = text.partition("#")[0].lstrip("$").split(".")
    source = {"inputs": Source.INPUTS, "steps": Source.STEPS}.get(words[0], Source.RESPONSE_BODY)
    owner = words[1] if source is Source.STEPS else ""
    return Expression(text=text, source=source, owner=owner, name=words[-1], pointer=text.partition("#")[2])
