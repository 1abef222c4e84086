"""`specloom explain`: the page of a code, or the list of all codes."""

from __future__ import annotations

from specloom.cli.exit_codes import ExitCode
from specloom.cli.run import Run
from specloom.config.suggest import did_you_mean
from specloom.diagnostics import Code, codes
from specloom.diagnostics.codes import CATALOGUE, STOPPED

__all__ = ["explain"]


def explain(code: str | None, run: Run) -> ExitCode:
    """Print what a code means, what is done about it and what to do; without a code, all of them with their severity."""
    if code is None:
        width = max(map(len, CATALOGUE))
        for each in sorted(CATALOGUE.values(), key=lambda each: each.name):
            run.console.result(f"{each.name:<{width}}  {each.severity.label:<7}  {_first_line(each)}\n")
        return ExitCode.OK
    if code not in CATALOGUE:
        problem = f"there is no code {code!r}{did_you_mean(code, CATALOGUE)}"
        run.collector().report(codes.USAGE, None, problem=problem, command="specloom explain")
        run.show_errors()
        return ExitCode.USAGE
    run.console.result(_page(CATALOGUE[code]))
    return ExitCode.OK


def _first_line(code: Code) -> str:
    return code.explanation.replace("\n", " ").partition(". ")[0].rstrip(".")


def _page(code: Code) -> str:
    return (
        f"{code.name} ({code.severity.label})\n\n"
        f"{code.explanation}\n\n"
        f"Message:      {code.message}\n"
        f"What is done: {code.consequence.replace('{stopped}', STOPPED)}\n"
        f"What to do:   {code.fix}\n"
    )
