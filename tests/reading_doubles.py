"""A stand-in for the reader of scenarios, for as long as it is not there. It trusts what it reads."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from specloom.calls.values import is_object
from specloom.config.job import CaptureSettings
from specloom.diagnostics import Diagnostics, Location
from specloom.ir.api import Api
from specloom.ir.types import JsonValue
from specloom.scenarios.model import Expression, Given, Payload, Scenario, Source, Step, Template, Value, Workflow

__all__ = ["install"]

HERE = Location("scenario")


def install(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-in where the reader will be, unless it is there."""
    if find_spec("specloom.scenarios.read") is None:
        monkeypatch.setitem(sys.modules, "specloom.scenarios.read", SimpleNamespace(read_scenarios=read_scenarios))


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
