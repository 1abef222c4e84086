"""The target `csv`: one view, which `templates/operations.csv.jinja` prints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from specloom.diagnostics import Diagnostics
from specloom.ir.types import JsonValue
from specloom.targets.base import PlanInput, View
from specloom.text import Printable

__all__ = ["CsvTarget", "OperationList"]

_SEPARATORS = {"comma": ",", "semicolon": ";"}


@dataclass(frozen=True, slots=True)
class CsvCell(Printable):
    """A cell: quoted, and never a formula where a spreadsheet opens the file."""

    text: str

    def printed(self) -> str:
        text = " ".join(self.text.split())
        if text.startswith(("=", "+", "-", "@")):
            text = f"'{text}"
        return '"' + text.replace('"', '""') + '"'


@dataclass(frozen=True, slots=True)
class CsvSeparator(Printable):
    """What stands between two cells: comma or semicolon."""

    name: str

    def printed(self) -> str:
        return _SEPARATORS[self.name]


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRow:
    """An operation."""

    method: CsvCell
    api_path: CsvCell
    operation: CsvCell
    """Its operationId; empty where it has none."""
    summary: CsvCell


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationList:
    """`operations.csv`."""

    template: ClassVar[str] = "csv/operations.csv.jinja"
    path: str = "operations.csv"
    separator: CsvSeparator
    rows: tuple[OperationRow, ...]


class CsvTarget:
    """Plans the table."""

    contract: ClassVar[int] = 1
    name: ClassVar[str] = "csv"
    embeds_snippets: ClassVar[bool] = False
    shows_captures: ClassVar[bool] = False
    asks: ClassVar[tuple[str, ...]] = ()
    templates: ClassVar[Path] = Path(__file__).parent / "templates"
    options_schema: ClassVar[Mapping[str, JsonValue]] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "separator": {
                "enum": list(_SEPARATORS),
                "description": "What stands between two cells. Default: comma.",
            }
        },
    }

    def plan(self, given: PlanInput, diagnostics: Diagnostics) -> Iterable[View]:  # noqa: ARG002 - nothing to report
        """Return the one view."""
        rows = tuple(
            OperationRow(
                method=CsvCell(each.method),
                api_path=CsvCell(each.path),
                operation=CsvCell(each.declared_id or ""),
                summary=CsvCell(each.summary),
            )
            for each in given.api.operations
        )
        return [OperationList(separator=CsvSeparator(str(given.options.get("separator", "comma"))), rows=rows)]
