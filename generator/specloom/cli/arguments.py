"""Parts of commands' declarations that several modules share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

__all__ = ["FORMS", "examples", "formats", "how", "options", "reports"]

Command = TypeVar("Command", bound=Callable[..., Any])


def examples(*lines: str) -> str:
    """Return an epilog that click leaves as it is."""
    return "\n\n".join(
        ["\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines), "Exit codes: docs/exit-codes.md."]
    )


def options(*decorators: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Return one decorator that adds several arguments, in this order."""

    def decorate(command: Command) -> Command:
        for decorator in reversed(decorators):
            command = decorator(command)
        return command

    return decorate


how = options(
    click.option("--json", "is_json", is_flag=True, help="Print one JSON object, after failures as well."),
    click.option("--quiet", is_flag=True, help="Say nothing but what is wrong."),
)

FORMS = ("json", "github", "gitlab", "markdown", "sarif")
"""`ReportForm`, which is not imported for `--help`; a test compares them."""


class _Report(click.ParamType[tuple[Any, str]]):
    """`FORM:FILE`."""

    name = "report"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Any, str]:
        form, _, path = str(value).partition(":")
        if form not in FORMS or not path:
            self.fail(f"{value!r} is not FORM:FILE, with one of {', '.join(FORMS)} for FORM", param, ctx)
        from specloom.cli.reports import ReportForm

        return ReportForm(form), path


formats = click.option(
    "--format",
    "form",
    type=click.Choice(["text", *FORMS]),
    default="text",
    show_default=True,
    help="github: annotations; gitlab: Code Quality; markdown: a summary; sarif: SARIF 2.1.0 of the findings.",
)

reports = click.option(
    "--report",
    "reports",
    type=_Report(),
    multiple=True,
    metavar="FORM:FILE",
    help=f"Write the report to a file, too: {', '.join(FORMS)}.",
)
"""Of commands whose report can be kept, in several forms."""
