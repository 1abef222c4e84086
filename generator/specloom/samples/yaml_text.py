"""Data as YAML that every version of YAML reads alike: whatever could be something else than a string is quoted."""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from specloom.ir.types import JsonValue

__all__ = ["yaml_text"]

_PLAIN = re.compile(r"[A-Za-z_/$][A-Za-z0-9_./$-]*(?: [A-Za-z0-9_./$-]+)*")
_WORDS = frozenset({"y", "n", "yes", "no", "on", "off", "true", "false", "null"})
_HIDDEN = r"\x00-\x09\x0b-\x1f\x7f-\xa0\u2028\u2029\ufeff"
_BLOCK = re.compile(rf"(?=.*\S)[^{_HIDDEN}]*", re.DOTALL)


class _Dumper(yaml.SafeDumper):
    """Writes every alias out."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002 - the base class's
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:  # noqa: ARG002 - the base class's
        return super().increase_indent(flow, indentless=False)


def _represent_string(dumper: Any, text: str) -> Any:
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS:
        style = ""
    elif "\n" in text and _BLOCK.fullmatch(text) and not any(line.endswith(" ") for line in text.split("\n")):
        style = "|"
    else:
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style or None)


def _represent_number(dumper: Any, number: float) -> Any:
    return dumper.represent_scalar("tag:yaml.org,2002:float", json.dumps(number))


_Dumper.add_representer(str, _represent_string)
_Dumper.add_representer(float, _represent_number)


def yaml_text(data: JsonValue) -> str:
    """Return the data as a YAML document, its keys in their order."""
    return yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=128)
