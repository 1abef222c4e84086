"""The copy of a description that has our snippets in it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import yaml
from builds import job_for

from specloom.config.job import TargetSettings
from specloom.diagnostics import Diagnostics
from specloom.pipeline import build
from specloom.samples.yaml_text import yaml_text

PATHS: dict[str, Any] = {
    "/pets": {
        "get": {"operationId": "listPets", "x-codeSamples": [{"lang": "cobol", "label": "curl", "source": "DISPLAY"}]},
        "post": {"operationId": "addPet"},
    },
    "/a~b/{c}": {"$ref": "paths/c.yaml"},
}
OTHER = """\
parameters: [{name: c, in: path, required: true, schema: {type: string}}]
get: {operationId: readC, responses: {"204": {description: ok}}}
"""


def copied(folder: Path, name: str = "spec.json") -> dict[str, str]:
    responses = {"responses": {"204": {"description": "ok"}}}
    paths = {
        path: {key: {**node, **responses} if key != "$ref" else node for key, node in item.items()}
        for path, item in PATHS.items()
    }
    document = {
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1"},
        "servers": [{"url": "https://a.example"}],
        "paths": paths,
    }
    (folder / "paths").mkdir()
    (folder / "paths" / "c.yaml").write_text(OTHER, encoding="utf-8")
    (folder / name).write_text(json.dumps(document), encoding="utf-8")
    settings = TargetSettings(
        name="snippets", folder="snippets", options={"code_samples": True, "languages": ["curl", "python"]}
    )
    (built,) = build(replace(job_for(folder / name), targets=(settings,)), Diagnostics()).folders
    start = "code-samples.spec/"
    return {path.removeprefix(start): text for path, text in built.files.items() if path.startswith(start)}


def test_each_operation_has_the_snippets_that_were_written(tmp_path: Path) -> None:
    files = copied(tmp_path)
    post = json.loads(files["spec.json"])["paths"]["/pets"]["post"]

    assert [("bash", "curl"), ("python", "Python")] == [(one["lang"], one["label"]) for one in post["x-codeSamples"]]
    assert "--request POST" in post["x-codeSamples"][0]["source"]


def test_what_the_author_wrote_stays_and_comes_first(tmp_path: Path) -> None:
    samples = json.loads(copied(tmp_path)["spec.json"])["paths"]["/pets"]["get"]["x-codeSamples"]

    assert {"lang": "cobol", "label": "curl", "source": "DISPLAY"} == samples[0]
    assert ["curl", "Python"] == [one["label"] for one in samples]


def test_operations_of_other_files_are_written_there(tmp_path: Path) -> None:
    files = copied(tmp_path)

    assert {"$ref": "paths/c.yaml"} == json.loads(files["spec.json"])["paths"]["/a~b/{c}"]
    assert 2 == len(yaml.safe_load(files["paths/c.yaml"])["get"]["x-codeSamples"])


def test_the_rest_is_as_it_was(tmp_path: Path) -> None:
    files = copied(tmp_path)
    mine = json.loads((tmp_path / "spec.json").read_text(encoding="utf-8"))
    copy = json.loads(files["spec.json"])
    for item in copy["paths"].values():
        for operation in item.values():
            if isinstance(operation, dict):
                operation.pop("x-codeSamples")
    mine["paths"]["/pets"]["get"].pop("x-codeSamples")

    assert mine == copy


TEXTS = (
    *("no", "1_000", "12:30", "0o14", "2020-01-01", "", " a", "a: b", "#x", "- a", "a\nb", "a\n\n", "\n", " a\n b\n"),
    *("a \nb", "\u2028", "\x00", "x\ty\nz", "🐾", "null", "=", "<<", "*a", "a\r\nb"),
)


@pytest.mark.parametrize("text", TEXTS)
def test_yaml_reads_back_what_was_written(text: str) -> None:
    assert {"key": text, text: [1, 1.5, True, None]} == yaml.safe_load(
        yaml_text({"key": text, text: [1, 1.5, True, None]})
    )
