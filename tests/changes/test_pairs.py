"""Rules about operations and schemes: two small forms of one, there and back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from builds import job_for

from specloom.changes import compare_apis
from specloom.diagnostics import Diagnostics
from specloom.ir.api import Api
from specloom.pipeline import load_api

PAIRS = yaml.safe_load((Path(__file__).parent / "pairs.yaml").read_text())


def api(folder: Path, side: dict[str, Any]) -> Api:
    """Return the API that one side of a pair stands for."""
    answer = {"description": "ok"} | side.get("response", {})
    if "answer" in side:
        answer["content"] = {"application/json": {"schema": {"type": "object"} | side["answer"]}}
    operation: dict[str, Any] = {"responses": {"200": answer}} | side.get("operation", {})
    if "request" in side:
        operation["requestBody"] = {"content": {"application/json": {"schema": {"type": "object"} | side["request"]}}}
    path = folder / "a.json"
    path.write_text(
        json.dumps(
            {
                "openapi": "3.2.0",
                "info": {"title": "All", "version": "1"},
                "servers": side.get("servers", [{"url": "https://all.example"}]),
                "paths": {side.get("path", "/a"): {"post": operation}},
                "components": {"securitySchemes": side.get("schemes", {}), "schemas": side.get("components", {})},
            }
        )
    )
    return load_api(job_for(path).source, Diagnostics()).api


@pytest.mark.parametrize("pair", PAIRS, ids=lambda pair: pair["name"])
def test_a_pair_there_and_back(tmp_path: Path, pair: dict[str, Any]) -> None:
    old, new = api(tmp_path, pair["old"]), api(tmp_path, pair["new"])

    assert [f"{each.level.name} {each.rule}" for each in compare_apis(old, new)] == pair["there"]
    assert [f"{each.level.name} {each.rule}" for each in compare_apis(new, old)] == pair["back"]
