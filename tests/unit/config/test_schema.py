"""The JSON Schema of the config: valid, and of one mind with the model."""

from __future__ import annotations

from typing import Any

import jsonschema_rs
import pytest
import yaml

from specloom.config.schema import config_schema

SCHEMAS: dict[str, Any] = {
    "python": {"type": "object", "properties": {"package": {"type": "string"}}, "additionalProperties": False}
}
MINIMAL = "version: 1\nsources: {pets: {spec: specs/pets.yaml}}\n"


def is_valid(text: str) -> bool:
    return jsonschema_rs.validator_for(config_schema(SCHEMAS)).is_valid(yaml.safe_load(text))


def test_the_schema_is_one() -> None:
    jsonschema_rs.meta.validate(config_schema(SCHEMAS))


def test_every_setting_is_described() -> None:
    schema = config_schema(SCHEMAS)

    for model in [schema, *schema["$defs"].values()]:
        for name, setting in model["properties"].items():
            assert setting.get("description"), name


@pytest.mark.parametrize(
    "text",
    [
        MINIMAL,
        MINIMAL + "$schema: ./specloom.schema.json\n",
        MINIMAL + "targets: {python: {package: x}}\n",
        MINIMAL + "targets: {python: }\n",
        MINIMAL + "rules: {example-invalid: note}\n",
        "version: 1\nsources: {a: {spec: x, credentials: {A: B, C: {username: D, password: E}}}}\n",
    ],
)
def test_it_accepts_what_the_tool_accepts(text: str) -> None:
    assert is_valid(text)


@pytest.mark.parametrize(
    "text",
    [
        "version: 1\n",
        "version: 2\nsources: {a: {spec: x}}\n",
        "version: 1\nsources: {A b: {spec: x}}\n",
        MINIMAL + "colour: red\n",
        MINIMAL + "targets: {pyton: }\n",
        MINIMAL + "targets: {python: {pakage: x}}\n",
        MINIMAL + "rules: {example-invald: note}\n",
        MINIMAL + "rules: {syntax: note}\n",
        MINIMAL + "limits: {depth: 0}\n",
        "version: 1\nsources: {a: {spec: x, credentials: {A: lower}}}\n",
    ],
)
def test_it_refuses_what_the_tool_refuses(text: str) -> None:
    assert not is_valid(text)
