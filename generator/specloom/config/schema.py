"""The JSON Schema of `specloom.yaml`, for editors: from the model, with the options that each target states."""

from __future__ import annotations

import json
from typing import Any

from specloom.config.model import ConfigModel
from specloom.config.options import OptionsSchemas, with_folder_settings
from specloom.diagnostics import Severity
from specloom.diagnostics.codes import CATALOGUE

__all__ = ["SCHEMA_FILE", "config_schema", "schema_text"]

SCHEMA_FILE = "specloom.schema.json"
"""Beside the config, which names it under `$schema`."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def config_schema(schemas: OptionsSchemas) -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a config file."""
    schema = _tidy(ConfigModel.model_json_schema(by_alias=True))
    targets = _targets(schemas)
    schema["properties"]["targets"] |= targets
    source = schema["$defs"]["SourceModel"]
    source["properties"]["targets"] |= targets
    schema["properties"]["sources"]["additionalProperties"] = False
    schema["properties"]["rules"]["propertyNames"] = {
        "enum": sorted(name for name, code in CATALOGUE.items() if code.severity is not Severity.FATAL)
    }
    return {"$schema": _DIALECT, "title": "specloom.yaml", **schema}


def schema_text(schemas: OptionsSchemas) -> str:
    """Return the schema as it is printed and committed."""
    return json.dumps(config_schema(schemas), ensure_ascii=False, indent=2) + "\n"


def _targets(schemas: OptionsSchemas) -> dict[str, Any]:
    properties = {
        name: {
            "anyOf": [with_folder_settings(schema), {"type": "null"}],
            "description": f"Make the target {name}, with these options.",
        }
        for name, schema in sorted(schemas.items())
    }
    known = {"type": "object", "properties": properties, "additionalProperties": False, "minProperties": 1}
    return {"anyOf": [known, {"type": "null"}]}


def _tidy(schema: dict[str, Any]) -> dict[str, Any]:
    """Return a schema without the titles and empty defaults that pydantic adds."""
    return {
        key: _tidy_value(key, value)
        for key, value in schema.items()
        if key != "title" and not (key == "default" and (value is None or isinstance(value, dict)))
    }


def _tidy_value(key: str, value: Any) -> Any:
    match key:
        case "properties" | "patternProperties" | "$defs":
            return {name: _tidy(schema) for name, schema in value.items()}
        case "anyOf" | "oneOf":
            return [_tidy(schema) for schema in value]
        case "additionalProperties" if not isinstance(value, bool):
            return _tidy(value)
        case _:
            return value
