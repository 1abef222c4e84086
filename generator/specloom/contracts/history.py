"""The versions of contracts: `contracts.json` beside the templates holds each form that a contract has had.

A version is a whole number, raised whenever the form changes: names, fields and their types. Words alone change nothing.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from specloom.contracts.model import Contract, Field, Shape

__all__ = ["CONTRACTS", "History", "read_history"]

CONTRACTS = "contracts.json"
_DIGITS = 8


@dataclass(frozen=True, slots=True)
class History:
    """The contracts of templates by name, the first version first."""

    versions: Mapping[str, tuple[Contract, ...]] = field(default_factory=dict[str, tuple[Contract, ...]])

    def version(self, name: str) -> int | None:
        """Return the present version of a template's contract; None where nothing is known of it."""
        return len(self.versions.get(name, ())) or None

    def contract(self, name: str, version: int) -> Contract | None:
        """Return a version of a template's contract; None where there is none."""
        versions = self.versions.get(name, ())
        return versions[version - 1] if 0 < version <= len(versions) else None

    def stale(self, now: Mapping[str, Contract]) -> list[str]:
        """Return the templates whose contract, as it is now, is not the last version, words included."""
        return sorted(
            {*self.versions, *now} - {name for name in now if self.versions.get(name, ())[-1:] == (now[name],)}
        )

    def with_contracts(self, now: Mapping[str, Contract]) -> History:
        """Return the history in which these contracts are the present ones: as new versions where their form changed."""
        found: dict[str, tuple[Contract, ...]] = {}
        for name, contract in sorted(now.items()):
            before = self.versions.get(name, ())
            is_same = bool(before) and before[-1].form == contract.form
            found[name] = (*(before[:-1] if is_same else before), contract)
        return History(found)

    def text(self) -> str:
        """Return the file: a line for each type and each version, so that a diff shows what changed."""
        shapes = {
            _key(name, shape): _shape_json(shape)
            for versions in self.versions.values()
            for contract in versions
            for name, shape in contract.shapes.items()
        }
        templates = {
            name: [
                {"names": dict(each.names), "types": [_key(*pair) for pair in sorted(each.shapes.items())]}
                for each in versions
            ]
            for name, versions in sorted(self.versions.items())
        }
        lines = ",\n".join(f"    {_line(key)}: {_line(shape)}" for key, shape in sorted(shapes.items()))
        rows = ",\n".join(
            f"    {_line(name)}: [\n" + ",\n".join(f"      {_line(each)}" for each in versions) + "\n    ]"
            for name, versions in templates.items()
        )
        return f'{{\n  "types": {{\n{lines}\n  }},\n  "templates": {{\n{rows}\n  }}\n}}\n'


def read_history(folders: Iterable[Path]) -> History:
    """Return what is known of the templates in some folders; a file that is damaged says nothing."""
    found: dict[str, tuple[Contract, ...]] = {}
    for folder in folders:
        path = folder / CONTRACTS
        with suppress(OSError, ValueError, KeyError, TypeError, AttributeError):
            found.update(_parsed(json.loads(path.read_text("utf-8"))))
    return History(found)


def _parsed(data: Any) -> dict[str, tuple[Contract, ...]]:
    shapes = {key: _shape(each) for key, each in data["types"].items()}
    return {
        name: tuple(
            Contract(each["names"], {key.rpartition("@")[0]: shapes[key] for key in each["types"]}) for each in versions
        )
        for name, versions in data["templates"].items()
    }


def _shape(data: Any) -> Shape:
    fields = {name: Field(*each) for name, each in data["fields"].items()}
    return Shape(data["doc"], fields, is_text=data.get("text", False))


def _shape_json(shape: Shape) -> dict[str, Any]:
    fields = {name: [each.type, each.doc] if each.doc else [each.type] for name, each in shape.fields.items()}
    return {"doc": shape.doc, **({"text": True} if shape.is_text else {}), "fields": fields}


def _key(name: str, shape: Shape) -> str:
    return f"{name}@{hashlib.sha256(_line(_shape_json(shape)).encode()).hexdigest()[:_DIGITS]}"


def _line(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
