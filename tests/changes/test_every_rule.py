"""Every rule about types, wherever a type can stand, and back again: all of them in two descriptions."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from builds import job_for

from specloom.changes import Change, Level, compare_apis
from specloom.changes.bounds import BOUNDS
from specloom.changes.model import Effect, level_of
from specloom.changes.rules import RULES
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.ir.types import Direction
from specloom.pipeline import load_api

HERE = Path(__file__).parent
AREAS = (
    *("request-body", "request-property", "request-parameter"),
    *("response-body", "response-property", "response-header"),
)
PETS = {
    name: {"type": "object", "required": ["kind", "sort"], "properties": {key: {"type": "string"} for key in keys}}
    for name, keys in {"Cat": ("kind", "sort", "purrs"), "Dog": ("kind", "sort", "barks")}.items()
}
BACK = {
    Effect.NARROWS: Effect.WIDENS,
    Effect.WIDENS: Effect.NARROWS,
    Effect.CHANGES: Effect.CHANGES,
    Effect.NONE: Effect.NONE,
}
OPPOSITE = {"set": "unset", "unset": "set", "increased": "decreased", "decreased": "increased"}
NUMBERS = {"max": "maximum", "min": "minimum", "exclusive-max": "exclusiveMaximum", "exclusive-min": "exclusiveMinimum"}


@dataclass(frozen=True)
class Aspect:
    """One difference of two schemas."""

    number: int
    rule: str
    back: str
    old: Any
    new: Any
    effect: str = "changes"
    back_effect: str = ""
    """Default: the opposite."""
    soft: bool = False
    level: str = ""
    inside: bool = False
    """What changed lies further in, where everything of a body is a property."""

    def expected(self, area: str, *, is_back: bool) -> tuple[str, Level]:
        """Return the rule and the level for a place."""
        direction = Direction.REQUEST if area.startswith("request") else Direction.RESPONSE
        if self.inside and area.endswith("-body"):
            area = f"{direction}-property"
        effect = Effect(self.effect)
        if is_back:
            effect = Effect(self.back_effect) if self.back_effect else BACK[effect]
        level = Level[self.level.upper()] if self.level else level_of(direction, effect, is_soft=self.soft)
        return f"{area}-{self.back if is_back else self.rule}", level


def limits() -> list[dict[str, Any]]:
    """Return an aspect for each limit that comes or grows."""
    found: list[dict[str, Any]] = []
    for rule in BOUNDS:
        name, _, word = rule.rpartition("-")
        if word not in {"set", "increased"} or name in {"multiple-of", "unique-items"}:
            continue
        first, _, rest = name.partition("-")
        keyword = NUMBERS.get(name) or first + rest.title()
        kind = {"": "number", "items": "array", "length": "string", "properties": "object"}.get(
            "" if name in NUMBERS else rest, ""
        )
        is_upper = "max" in name
        old = {"type": kind} | ({keyword: 5} if word == "increased" else {})
        effect = "narrows" if word == "set" or not is_upper else "widens"
        found.append(
            {
                "rule": rule,
                "back": f"{name}-{OPPOSITE[word]}",
                "effect": effect,
                "soft": True,
                "old": old,
                "new": {"type": kind, keyword: 7},
            }
        )
    return found


ASPECTS = [
    Aspect(number=number, **each)
    for number, each in enumerate([*yaml.safe_load((HERE / "aspects.yaml").read_text()), *limits()])
]


def operation(area: str, schema: Any) -> dict[str, Any]:
    """Return an operation that has a schema at a place."""
    wrapped = {"type": "object", "properties": {"p": schema}} if area.endswith("property") else schema
    content = {"content": {"application/json": {"schema": wrapped}}}
    made: dict[str, Any] = {"responses": {"200": {"description": "ok"}}}
    match area:
        case "request-body" | "request-property":
            made["requestBody"] = content
        case "request-parameter":
            made["parameters"] = [{"name": "p", "in": "query", "schema": schema}]
        case "response-header":
            made["responses"]["200"]["headers"] = {"X-P": {"schema": schema}}
        case _:
            made["responses"]["200"] |= content
    return made


def api(path: Path, side: str) -> Api:
    """Return the API that has one side of every aspect at every place."""
    paths = {
        f"/{area}/{aspect.number}": {"post": operation(area, getattr(aspect, side))}
        for area in AREAS
        for aspect in ASPECTS
    }
    path.write_text(
        json.dumps(
            {
                "openapi": "3.1.0",
                "info": {"title": "All", "version": "1"},
                "servers": [{"url": "https://all.example"}],
                "security": [],
                "paths": paths,
                "components": {"schemas": PETS},
            }
        )
    )
    return load_api(job_for(path).source, Diagnostics()).api


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder for the two descriptions."""
    return tmp_path_factory.mktemp("rules")


@cache
def compared(folder: Path) -> tuple[dict[str, list[Change]], dict[str, list[Change]]]:
    """Return the changes of each operation, there and back."""
    old, new = api(folder / "old.json", "old"), api(folder / "new.json", "new")
    sides: list[dict[str, list[Change]]] = []
    for one, other in ((old, new), (new, old)):
        found = defaultdict[str, list[Change]](list)
        for change in compare_apis(one, other):
            found[change.subject].append(change)
        sides.append(found)
    return sides[0], sides[1]


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("aspect", ASPECTS, ids=lambda each: f"{each.number}-{each.rule}")
def test_a_rule_there_and_back(folder: Path, area: str, aspect: Aspect) -> None:
    there, back = compared(folder)
    subject = f"POST /{area}/{aspect.number}"

    assert [(each.rule, each.level) for each in there[subject]] == [aspect.expected(area, is_back=False)]
    assert [(each.rule, each.level) for each in back[subject]] == [aspect.expected(area, is_back=True)]


def test_no_rule_is_only_a_name(folder: Path) -> None:
    """Each rule is told by this file, by the cases or by the pairs; those of the generated client by tests of their own."""
    told = {change.rule for side in compared(folder) for changes in side.values() for change in changes}
    cases = yaml.safe_load((HERE / "cases.yaml").read_text())
    told |= {line.split()[1] for case in cases for line in case["changes"]}
    pairs = yaml.safe_load((HERE / "pairs.yaml").read_text())
    told |= {line.split()[1] for pair in pairs for line in (*pair["there"], *pair["back"])}

    assert sorted(rule for rule in RULES - told if not rule.startswith(("python-", "docs-"))) == []
